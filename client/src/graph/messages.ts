import type { KnowledgeGraph } from '../../../server/src/protocol/knowledgeGraph';
import type { Place } from '../../../server/src/protocol/places';

export type { Place };

/** Extension → view. */
export type ToView = {
  readonly type: 'graph';
  readonly graph: KnowledgeGraph;
  /** What the graph is of: `abstract.txt`, `papers`, … */
  readonly title: string;
  /** Kept in the view's state, so that a reload finds the graph again. */
  readonly file: string;
  /** From the person's settings: where the score filter begins. */
  readonly minimumScore: number;
};

/** View → extension. */
export type FromView =
  | { readonly type: 'ready' }
  /** Show where a document says something: the sentence, and a mention in it for where the sentence cannot be found. */
  | { readonly type: 'open'; readonly document: number; readonly places: readonly Place[] }
  /** Save the part of the graph that the filters leave, in a format of the server. */
  | { readonly type: 'export'; readonly format: string; readonly keep: Kept }
  | { readonly type: 'image'; readonly format: 'png' | 'svg'; readonly content: string };

export interface Kept {
  readonly concepts: readonly string[];
  readonly relations: readonly number[];
}

/** What a view keeps of itself; VS Code gives it back after a reload. */
export interface SavedView {
  readonly file: string;
  readonly title: string;
}
