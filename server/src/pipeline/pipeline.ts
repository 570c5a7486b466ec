import type { Given } from '../annotation/given';
import type { AnnotatedDocument, Annotations, Document } from '../annotation/model';
import type { UserWord } from '../annotation/userWord';
import { chooseProvider } from '../runtime/chooseProvider';
import type { Attempt, Device, Provider } from '../runtime/device';
import type { GuidelineConfig, RelationType } from '../tasks/modelConfig';
import type { AskedGuidelines } from '../tasks/ner/recognizer';
import { read } from '../tasks/reading';
import { KeptNumbers } from '../terminology/candidates/keptNumbers';
import type { Turn } from '../terminology/candidates/slices';
import { openEmbeddedIndex } from '../terminology/embeddedIndex';
import { Terminologies } from '../terminology/terminologies';
import { annotateReading } from './annotateReading';
import type { ReadableModel } from './modelFolder';
import { type OpenedModel, openModel, readGraphs } from './openModel';
import { readModel } from './readModel';
import { UnitCache } from './unitCache';
import { cutUnits, type Unit } from './units';
import { UserWords } from './userWords';
import { mentionsWithin, wholeDocument } from './wholeDocument';

export interface ModelDescription {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** Every guideline that it can mark entities by. */
  readonly guidelines: readonly GuidelineConfig[];
  /** Names of those in use, the most important first. */
  readonly inUse: readonly string[];
  /** Of the guidelines in use. */
  readonly entityTypes: readonly string[];
  readonly relationTypes: readonly RelationType[];
  /** The execution provider that runs the model, and all that were tried. */
  readonly device: Provider;
  readonly attempts: readonly Attempt[];
}

export interface LoadOptions {
  readonly device: Device;
  /** CPU threads of one run; 0, the default, takes all cores. */
  readonly threads?: number;
  /** What mentions are linked to; the embedded index where not given. */
  readonly terminologies?: Terminologies;
  /** Folder where tables that are made of terminologies are kept from one process to the next; without it they are made each time, for seconds. */
  readonly tables?: string;
  /**
   * By which of the model's guidelines entities are marked, the most important first; those that it does not have are left aside, and where none
   * is left it goes by those that its config wants.
   */
  readonly guidelines?: readonly string[];
  /** In place of every relation type's own: with 0 the model tells of all candidate pairs. */
  readonly threshold?: number;
}

export interface AnnotateOptions {
  /** What is taken from the document instead of being predicted: nothing; spans and types; or concepts as well. */
  readonly given?: Given;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A loaded model that turns documents into annotations. Runs block the process: on an editor's behalf, use the analysis worker. */
export class Pipeline {
  private cache = new UnitCache();
  private words: UserWords | undefined;

  private constructor(
    readonly model: ModelDescription,
    private readonly opened: OpenedModel,
    /** What mentions are linked to. */
    readonly terminologies: Terminologies,
  ) {}

  /**
   * Loads a model folder, or a run folder's `model-best`, on the first provider of the device that really runs it.
   * @throws Error with a sentence that names the file and what is wrong with it
   */
  static async load(
    given: string,
    {
      device,
      threads = 0,
      threshold,
      tables,
      guidelines = [],
      terminologies = new Terminologies([openEmbeddedIndex()]),
    }: LoadOptions,
  ): Promise<Pipeline> {
    const found = await readModel(given, openEmbeddedIndex());
    const model = threshold === undefined ? found : withThreshold(found, threshold);
    const graphs = await readGraphs(model);
    const known = model.config.guidelines;
    const asked = askedGuidelines(model.config, guidelines);
    const kept = new KeptNumbers(tables);
    const { opened, provider, attempts } = await chooseProvider(device, (provider, isTimed) =>
      openModel(model, graphs, terminologies, { provider, threads, kept, asked, isTimed }),
    );
    const { name, version, relationTypes } = model.config;
    const entityTypes = [...new Set(asked.inUse.flatMap((index) => known[index].entityTypes))];
    const { folder } = model;
    return new Pipeline(
      {
        name,
        version,
        folder,
        guidelines: known,
        inUse: asked.inUse.map((index) => known[index].name),
        entityTypes,
        relationTypes,
        device: provider,
        attempts,
      },
      opened,
      terminologies,
    );
  }

  /** What a person says of names counts from now on, in place of what they said before. @param words as `settleWords` leaves them */
  useWords(words: readonly UserWord[]): void {
    this.cache = new UnitCache();
    this.words = new UserWords(words, (id) => this.terminologies.preferredName(id));
  }

  /**
   * Makes ready what a text with unusual names would wait for, some seconds of work, while the process goes on answering.
   * @param turn is asked before each of many short pieces of that work
   */
  prepare(turn?: Turn): Promise<void> {
    return this.opened.heads.linker.prepare(turn);
  }

  /** The parts in which a document is analysed, in order of reading. */
  cut({ text, passages }: Document): Unit[] {
    return cutUnits(text, passages);
  }

  /**
   * The annotations of one part. Spans index the whole document.
   * @param haste unusual names stay unlinked until `prepare` is done, instead of being waited for
   */
  async annotateUnit(
    document: Document | AnnotatedDocument,
    unit: Unit,
    given: Given = 'none',
    { haste = false } = {},
  ): Promise<Annotations> {
    if (given !== 'none')
      return annotateReading(
        this.opened.heads,
        read(document.text, unit.passages),
        given,
        mentionsWithin(document, unit),
        { words: this.words },
      );
    const known = this.cache.get(document.text, unit);
    if (known) return known;
    const { heads } = this.opened;
    const { cache, words } = this;
    const isFinal = !haste || heads.linker.isPrepared;
    const reading = read(document.text, unit.passages);
    const found = await annotateReading(heads, reading, given, [], { haste, words });
    // The cache of the words that it was found with: others may be in use by now.
    if (isFinal) cache.set(document.text, unit, found);
    return found;
  }

  /** @throws the signal's reason, once it is aborted, between two parts */
  async annotate(
    document: Document | AnnotatedDocument,
    { given = 'none', signal, onProgress }: AnnotateOptions = {},
  ): Promise<Annotations> {
    const units = this.cut(document);
    const parts: Annotations[] = [];
    for (const unit of units) {
      signal?.throwIfAborted();
      parts.push(await this.annotateUnit(document, unit, given));
      onProgress?.(parts.length, units.length);
    }
    return wholeDocument(document, units, parts, given);
  }

  dispose(): Promise<void> {
    return this.opened.release();
  }
}

function askedGuidelines(
  { guidelines, marks = [guidelines[0].name] }: ReadableModel['config'],
  wanted: readonly string[],
): AskedGuidelines {
  const indices = (names: readonly string[]) =>
    [...new Set(names)]
      .map((name) => guidelines.findIndex((guideline) => guideline.name === name))
      .filter((index) => index >= 0);
  const together = indices(marks);
  const found = indices(wanted);
  return { inUse: found.length === 0 ? together : found, together };
}

const withThreshold = (model: ReadableModel, threshold: number): ReadableModel => ({
  ...model,
  config: {
    ...model.config,
    relationTypes: model.config.relationTypes.map((type) => ({ ...type, threshold })),
  },
});
