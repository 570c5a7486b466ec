import type { Given } from '../../annotation/given';
import type { AnnotatedDocument, Annotations, ConceptId, Document } from '../../annotation/model';
import type { UserWord } from '../../annotation/userWord';
import type { Unit } from '../../pipeline/units';
import type { LoadRequest } from '../../protocol/analysis';
import type { ModelSummary } from '../../protocol/status';
import type { Turn } from '../../terminology/candidates/slices';

/** What the worker asks of a model or a dictionary: the part of the pipeline that it uses. */
export interface Analyser {
  /** Absent where there is no model: the dictionary alone reads. */
  readonly model?: ModelSummary;
  /** From which score on the model claims a relation of a type, by the types' names. */
  readonly thresholds?: ReadonlyMap<string, number>;
  /** The units in which a document is analysed, in order of reading; the same for every analyser. */
  cut(document: Document): Unit[];
  /**
   * Spans index the whole document.
   * @param haste answer with what is known at once; when `prepare` is done, asking again tells more
   */
  annotateUnit(
    document: Document | AnnotatedDocument,
    unit: Unit,
    given?: Given,
    options?: { readonly haste: boolean },
  ): Promise<Annotations>;
  /** What a person says of names counts from now on. */
  useWords(words: readonly UserWord[]): void;
  /** Makes ready all that takes long. @param turn is asked before each of many short pieces of that work */
  prepare?(turn: Turn): Promise<void>;
}

/** What a worker loads: names are there at once, the model takes its time. */
export interface Loading {
  /** All terminologies; absent where none can be opened. */
  readonly dictionary?: Analyser;
  /** Those that the person imported: where the model does not know a type, their mentions stay beside its own. */
  readonly imported?: Analyser;
  /** A sentence for each terminology that cannot be used. */
  readonly problems: readonly string[];
  /** What the terminologies call a concept. */
  preferredName(id: ConceptId): string | undefined;
  /** Loads the model. Throws an Error whose message is a sentence for the person who chose its folder. */
  model(): Promise<Analyser>;
}

export type Load = (request: LoadRequest) => Loading;
