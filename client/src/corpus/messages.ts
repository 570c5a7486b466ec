import type { CorpusReport } from '../../../server/src/protocol/corpusReport';

/** Extension → view. */
export type ToView = {
  readonly type: 'report';
  readonly report: CorpusReport;
  /** Kept in the view's state, so that a reload finds the report again. */
  readonly folder: string;
};

/** Forms in which a report can be saved, by the names of `corpusReportFiles`. */
export type SavedForm = 'html' | 'json';

/** A place of a finding, by their numbers; or the other place that it is told beside. */
export interface PlaceNumber {
  readonly finding: number;
  readonly place: number;
  readonly other: boolean;
}

/** View → extension. */
export type FromView =
  | { readonly type: 'ready' }
  /** Show where something was found in its file. */
  | ({ readonly type: 'open' } & PlaceNumber)
  | { readonly type: 'save'; readonly form: SavedForm };

/** What a view keeps of itself; VS Code gives it back after a reload. */
export interface SavedView {
  readonly folder: string;
}
