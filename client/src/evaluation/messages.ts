import type { EvaluationReport } from '../../../server/src/protocol/evaluationReport';

/** Extension → view. */
export type ToView = {
  readonly type: 'report';
  readonly report: EvaluationReport;
  /** Kept in the view's state, so that a reload finds the report again. */
  readonly folder: string;
  readonly tab?: string;
};

/** Forms in which a report can be saved, by the names of `reportFiles`. */
export type SavedForm = 'html' | 'json' | 'figures' | 'errors' | 'curve';

/** View → extension. */
export type FromView =
  | { readonly type: 'ready' }
  /** Show an error in its document, by its stage and its place in the stage's list. */
  | { readonly type: 'open'; readonly stage: number; readonly error: number }
  | { readonly type: 'save'; readonly form: SavedForm };

/** What a view keeps of itself; VS Code gives it back after a reload. */
export interface SavedView {
  readonly folder: string;
  /** What is shown first, where that is not the figures. */
  readonly tab?: string;
}
