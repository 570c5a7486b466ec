import { join } from 'node:path';
import type { AnnotatedDocument, Annotations, Document, EntityMention } from '../annotation/model';
import { extent } from '../annotation/model';
import type { Attempt, Device, Provider } from '../runtime/device';
import { checkModelFile } from '../runtime/modelCheck';
import { Session } from '../runtime/session';
import { Encoder } from '../tasks/encoder/encoder';
import type { RelationType } from '../tasks/modelConfig';
import { BioesLabels } from '../tasks/ner/bioes';
import { read } from '../tasks/reading';
import { RelationExtractor } from '../tasks/relation/extractor';
import { WordEncoder } from '../tasks/words/wordFeatures';
import { contains } from '../text/span';
import { annotateReading, type Given, type Heads } from './annotateReading';
import { modelFiles, readModelFolder } from './modelFolder';
import { UnitCache } from './unitCache';
import { cutUnits, type Unit } from './units';

export interface ModelDescription {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
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
}

export interface AnnotateOptions {
  /** What is taken from the document instead of being predicted: nothing; spans and types; or concepts as well. */
  readonly given?: Given;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A loaded model that turns documents into annotations. Runs block the process: on an editor's behalf, use the analysis worker. */
export class Pipeline {
  private readonly cache = new UnitCache();

  private constructor(
    readonly model: ModelDescription,
    private readonly heads: Heads,
    private readonly sessions: readonly Session[],
  ) {}

  /**
   * Loads a model folder, or a run folder's `model-best`.
   * @throws Error with a sentence that names the file and what is wrong with it
   */
  static async load(given: string, { device, threads = 0 }: LoadOptions): Promise<Pipeline> {
    const { folder, config, vocabulary, subwords, lexicon } = await readModelFolder(given);
    const open = async (file: string) =>
      Session.create(await checkModelFile(join(folder, file)), { device, threads });
    const entities = await open(modelFiles.entities);
    // A model that was trained on a corpus without relations has no graph for them.
    const relations = config.relationTypes.length > 0 ? await open(modelFiles.relations) : undefined;
    const words = new WordEncoder(vocabulary, subwords, { affixBuckets: config.network.input.affixBuckets });
    const heads: Heads = {
      encoder: new Encoder(entities, words, config.sequenceWords),
      labels: new BioesLabels(config.entityTypes),
      lexicon,
      relations: relations && new RelationExtractor(relations, config.relationTypes),
    };
    const model: ModelDescription = {
      name: config.name,
      version: config.version,
      folder,
      entityTypes: config.entityTypes,
      relationTypes: config.relationTypes,
      device: entities.device,
      attempts: entities.attempts,
    };
    return new Pipeline(model, heads, relations ? [entities, relations] : [entities]);
  }

  /** The parts in which a document is analysed, in order of reading. */
  cut({ text, passages }: Document): Unit[] {
    return cutUnits(text, passages);
  }

  /** The annotations of one part. Spans index the whole document. */
  async annotateUnit(
    document: Document | AnnotatedDocument,
    unit: Unit,
    given: Given = 'none',
  ): Promise<Annotations> {
    if (given !== 'none')
      return annotateReading(
        this.heads,
        read(document.text, unit.passages),
        given,
        mentionsWithin(document, unit),
      );
    const known = this.cache.get(document.text, unit);
    if (known) return known;
    const found = await annotateReading(this.heads, read(document.text, unit.passages), given, []);
    this.cache.set(document.text, unit, found);
    return found;
  }

  /** @throws the signal's reason, once it is aborted, between two parts */
  async annotate(
    document: Document | AnnotatedDocument,
    { given, signal, onProgress }: AnnotateOptions = {},
  ): Promise<Annotations> {
    const units = this.cut(document);
    const parts: Annotations[] = [];
    for (const unit of units) {
      signal?.throwIfAborted();
      parts.push(await this.annotateUnit(document, unit, given));
      onProgress?.(parts.length, units.length);
    }
    return {
      mentions: parts.flatMap(({ mentions }) => mentions),
      relations: parts.flatMap(({ relations }) => relations),
    };
  }

  async dispose(): Promise<void> {
    await Promise.all(this.sessions.map((session) => session.release()));
  }
}

const mentionsWithin = (document: Document | AnnotatedDocument, { span }: Unit): EntityMention[] =>
  'mentions' in document ? document.mentions.filter((mention) => contains(span, extent(mention))) : [];
