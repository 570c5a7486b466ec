import { join } from 'node:path';
import type { Opened } from '../runtime/chooseProvider';
import type { Provider } from '../runtime/device';
import { checkModelFile } from '../runtime/modelCheck';
import { Session } from '../runtime/session';
import { guidelineOf } from '../tasks/ner/guideline';
import type { AskedGuidelines } from '../tasks/ner/recognizer';
import { openLearned } from '../tasks/normalization/learnedFiles';
import { Linker } from '../tasks/normalization/linker';
import { read } from '../tasks/reading';
import { RelationExtractor } from '../tasks/relation/extractor';
import type { KeptNumbers } from '../terminology/candidates/keptNumbers';
import type { Terminologies } from '../terminology/terminologies';
import { annotateReading, type Heads } from './annotateReading';
import { checkRelationWeights } from './checkWeights';
import { modelFiles, type ReadableModel } from './modelFolder';

/** The checked bytes of a model's graphs. A model that was trained on a corpus without relations has no graph for them. */
export interface ModelGraphs {
  readonly entities: Uint8Array;
  readonly relations?: Uint8Array;
}

/** @throws Error with a sentence that names the file and what is wrong with it */
export async function readGraphs({ folder, config, readEntities }: ReadableModel): Promise<ModelGraphs> {
  const entities = await readEntities();
  if (config.relationTypes.length === 0) return { entities };
  const path = join(folder, modelFiles.relations);
  const relations = await checkModelFile(path);
  checkRelationWeights(path, relations, config.relationTypes);
  return { entities, relations };
}

/** A model that has run. */
export interface OpenedModel extends Opened {
  readonly heads: Heads;
}

interface OpenOptions {
  readonly provider: Provider;
  readonly threads: number;
  readonly kept?: KeptNumbers;
  readonly asked: AskedGuidelines;
  /** Whether it runs once more, for the time that takes: the first run is the slowest. */
  readonly isTimed: boolean;
}

/**
 * Makes the sessions of a model and lets all of it run over a text: a model may open and still not run.
 * @throws ONNX Runtime's error where the provider cannot run the model
 */
export async function openModel(
  { config, encoderOver, lexicon, linking, rates }: ReadableModel,
  graphs: ModelGraphs,
  terminologies: Terminologies,
  { asked, ...options }: OpenOptions,
): Promise<OpenedModel> {
  const sessions: { release(): Promise<void> }[] = [];
  const release = async () => {
    await Promise.all(sessions.map((session) => session.release()));
  };
  const open = async (graph: Uint8Array, threads = options.threads): Promise<Session> => {
    const session = await Session.create(graph, { ...options, threads, sizesVary: true });
    sessions.push(session);
    return session;
  };
  try {
    // First what needs the provider: where there is none the rest is not worth making.
    const encoder = encoderOver(await open(graphs.entities));
    const known = linking && (await openLearned(linking));
    if (known) sessions.push(known);
    // Its operators are small: handing halves of them to another thread takes longer than doing them.
    const relations = graphs.relations && (await open(graphs.relations, 1));
    const heads: Heads = {
      encoder,
      guidelines: config.guidelines.map(guidelineOf),
      asked,
      linker: new Linker(lexicon, terminologies, known?.learned, options.kept),
      relations: relations && new RelationExtractor(relations, config.relationTypes, rates),
    };
    await tryOut(heads, 4);
    if (options.isTimed) await tryOut(heads, sentencesOfAbstract);
    const started = performance.now();
    if (options.isTimed) await tryOut(heads, sentencesOfAbstract);
    return { heads, milliseconds: options.isTimed ? performance.now() - started : undefined, release };
  } catch (error) {
    await release();
    throw error;
  }
}

const sentencesOfAbstract = 40;

/** A text through every graph, with mentions put into it, so that the relation head has pairs to judge. */
async function tryOut(heads: Heads, sentences: number): Promise<void> {
  const text = 'Naproxen caused ulcers. '.repeat(sentences);
  const span = { start: 0, end: text.length };
  const reading = read(text, [{ kind: 'paragraph', span, prose: [span] }]);
  const mentions = heads.asked.inUse
    .flatMap((index) => heads.guidelines[index].labels.types)
    .map((type, i) => {
      const { start, end } = reading.words[i % reading.words.length];
      return {
        spans: [{ start, end }],
        type,
        concepts: [{ id: `trial ${i}` }],
        origin: 'predicted',
      } as const;
    });
  await annotateReading(heads, reading, 'entities', mentions);
}
