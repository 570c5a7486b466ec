import type { ConceptId } from '../annotation/model';

/** Language server → terminology worker: one `import` or `update` in the life of a worker. */
export type TerminologyRequest =
  | ({ readonly type: 'import' } & TerminologyOrder)
  /** Imports the files that an index was made of once more. */
  | { readonly type: 'update'; readonly out: string; readonly partial?: boolean }
  /** Leave everything as it was, and end. */
  | { readonly type: 'cancel' };

export interface TerminologyOrder {
  readonly files: readonly string[];
  /** The index to write. */
  readonly out: string;
  readonly name?: string;
  /** The type of concepts whose type no file tells. */
  readonly fallbackType?: string;
  readonly partial?: boolean;
}

/** What became of an import. */
export interface ImportTerminologyResult {
  /** The index. */
  readonly out: string;
  readonly name: string;
  /** Why the index was not written, in a sentence; one that was there before is still there and in use. */
  readonly refused?: string;
  readonly files: readonly ImportedTerminologyFile[];
  readonly concepts: number;
  readonly names: number;
  readonly bytes: number;
  /** Concepts without a name, which are left out. */
  readonly nameless: number;
  /** Concepts of no known type: texts are not marked with their names. */
  readonly untyped: number;
  /** Ids of the index that was there before which are gone; the first of them by name. */
  readonly gone: { readonly count: number; readonly ids: readonly ConceptId[] };
}

export interface ImportedTerminologyFile {
  readonly file: string;
  /** As a person calls it; absent where the file could not be read at all. */
  readonly format?: string;
  readonly title?: string;
  readonly version?: string;
  readonly licence?: string;
  readonly concepts: number;
  /** One line each, with line and column; the first hundred. */
  readonly problems: readonly string[];
}

/** A terminology in use, as `biogloss.terminologies` tells of it. */
export interface TerminologySummary {
  readonly path: string;
  /** True for the one that comes with BioGloss. */
  readonly embedded: boolean;
  readonly name: string;
  readonly concepts: number;
  readonly names: number;
  /** Number of concepts by entity type, the most frequent first. */
  readonly types: Readonly<Record<string, number>>;
  readonly sources: readonly TerminologySource[];
  /** Why it cannot be used, in a sentence. */
  readonly problem?: string;
}

export interface TerminologySource {
  readonly file: string;
  /** Where the file was; absent in the one that comes with BioGloss. */
  readonly path?: string;
  readonly title?: string;
  readonly version?: string;
  readonly licence?: string;
}
