import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { isHubFolder } from '../checkpoints/encoderConfig';
import { embeddedModel } from '../platform/packageRoot';
import type { Stage } from '../runs/runEvent';
import { runFiles } from '../runs/runFiles';
import { inSlices } from '../terminology/candidates/slices';
import { openEmbeddedIndex } from '../terminology/embeddedIndex';
import { keptLexicalResources } from './beginnings';
import { type Learner, learnerFromBase, learnerFromScratch } from './learner';
import { learnerFromCheckpoint } from './learnerFromCheckpoint';
import { readRawTexts } from './lexicalResources';
import { configuredLinking } from './linking/configuredLinking';
import { keptLinking } from './linking/keptLinking';
import type { TrainingOrder } from './order';
import { readOtherGuidelines } from './otherGuidelines';
import { leavingOutOverlap } from './rawText';
import { scratchOf, type TrainingConfig } from './trainingConfig';
import { turnUnless } from './turns';
import type { ModelParts } from './writeModel';

/** The documents of a run. */
export interface Corpora {
  /** Learned from, annotations and all. */
  readonly documents: readonly AnnotatedDocument[];
  /** Read as texts, by a model from nothing: these, and those that are not learned from. */
  readonly texts: readonly AnnotatedDocument[];
  /** Figures are measured on them: texts that share an id or a sentence with one of them are not read. */
  readonly heldOut: readonly AnnotatedDocument[];
}

interface Surroundings {
  /** Told of each stage before it begins. */
  readonly at: (stage: Stage) => void;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * What a run begins with: a base model, or words that are learned from the config's texts and the documents'.
 * @param beginnings where words are kept, for when the run is resumed and for other runs that would learn the same; what was learned of linking is kept in `out`
 * @throws Failure with a sentence; the signal's reason once it is aborted
 */
export async function prepareLearner(
  { base, out, beginnings }: Pick<TrainingOrder, 'base' | 'out'> & { readonly beginnings: string },
  config: TrainingConfig,
  { documents, texts: ownTexts, heldOut }: Corpora,
  { at, tell, signal }: Surroundings,
): Promise<Learner> {
  const terms = openEmbeddedIndex();
  const turn = turnUnless(signal);
  const others = await readOtherGuidelines(config, heldOut, tell, turn);
  const linking = () => {
    if (config.linking) at('linking');
    return keptLinking(join(out, runFiles.linking), () =>
      configuredLinking(config, documents, heldOut, terms, { tell, signal }),
    );
  };
  if (base !== 'scratch') {
    const folder = base === 'default' ? embeddedModel() : base;
    return (await isHubFolder(folder))
      ? withLinking(await learnerFromCheckpoint(config, folder, documents, others), await linking())
      : learnerFromBase(config, folder, { documents, heldOut, turn }, others, terms);
  }
  at('words');
  const started = performance.now();
  // Ids of annotated files may be mere counters, the same in each file: only their texts say whether two documents are one.
  const own = ownTexts.map(({ text }) => ({ text }));
  const read = [...(await readRawTexts(scratchOf(config).rawText, turn)), ...own];
  const texts = await inSlices(leavingOutOverlap(read, heldOut), turn);
  const { network, minimumCount } = scratchOf(config);
  const { vector: width, subword, subwords } = network.input;
  const options = { width, minimumCount, subwords: subword && subwords, seed: config.seed };
  const lexical = await keptLexicalResources(beginnings, texts, options, turn);
  tell(`Words learned from ${texts.length} texts in ${Math.round((performance.now() - started) / 1000)} s.`);
  const learner = learnerFromScratch(config, documents, others, lexical, terms);
  return {
    ...withLinking(learner, await linking()),
    unread: { texts, vocabulary: lexical.vocabulary },
  };
}

const withLinking = (learner: Learner, names: Partial<ModelParts> = {}): Learner => ({
  ...learner,
  parts: { ...learner.parts, ...names },
});
