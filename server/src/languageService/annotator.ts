import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Annotations } from '../annotation/model';
import type { CuratedAnnotations } from '../curation/curatedText';
import type { Span } from '../text/span';

/** What is known of a document at this moment. All spans index the text of `version`. */
export interface DocumentAnnotations extends Annotations {
  readonly version: number;
  /** False while an analysis is going on, or where it failed. */
  readonly complete: boolean;
  /** Stretches that the model could not read. */
  readonly unread: readonly Span[];
  /** Of relation types, by their names: from which score on the model that read it claims a relation. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** What persons say is not there, and the decisions behind what is and what is not; absent where nobody is asked for decisions. */
  readonly rejected?: CuratedAnnotations['rejected'];
  readonly decisions?: CuratedAnnotations['decisions'];
  readonly added?: CuratedAnnotations['added'];
}

/** Where the language features get annotations from; they know of no model. */
export interface Annotator {
  /** What is known now; never waits. Right after an edit that is what was known before, moved along with the text. */
  current(document: TextDocument): DocumentAnnotations;
  /** Why the document is not analysed, in a sentence; undefined where nothing is wrong. */
  problem(document: TextDocument): string | undefined;
}

export const noAnnotations = (version: number): DocumentAnnotations => ({
  version,
  complete: false,
  mentions: [],
  relations: [],
  unread: [],
});
