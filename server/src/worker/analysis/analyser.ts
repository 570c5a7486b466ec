import type { Given } from '../../annotation/given';
import type { AnnotatedDocument, Annotations, Document } from '../../annotation/model';
import type { UserWord } from '../../annotation/userWord';
import type { Unit } from '../../pipeline/units';
import type { LoadRequest } from '../../protocol/analysis';
import type { ModelSummary } from '../../protocol/status';

/** What the worker asks of a model: the part of the pipeline that it uses. */
export interface Analyser {
  readonly model: ModelSummary;
  /** The units in which a document is analysed, in order of reading. */
  cut(document: Document): Unit[];
  /**
   * Spans index the whole document.
   * @param haste answer with what is known at once; `prepared` says when asking again tells more
   */
  annotateUnit(
    document: Document | AnnotatedDocument,
    unit: Unit,
    given?: Given,
    options?: { readonly haste: boolean },
  ): Promise<Annotations>;
  /** What a person says of names counts from now on. */
  useWords(words: readonly UserWord[]): void;
  /** Settles when everything that takes long is ready. */
  readonly prepared?: Promise<void>;
}

/** Loads a model. Throws an Error whose message is a sentence for the person who chose its folder. */
export type LoadAnalyser = (request: LoadRequest) => Promise<Analyser>;
