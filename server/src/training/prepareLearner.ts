import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { isHubFolder } from '../checkpoints/encoderConfig';
import { packageRoot } from '../platform/packageRoot';
import { openEmbeddedIndex } from '../terminology/embeddedIndex';
import { keptLexicalResources } from './beginnings';
import { type Learner, learnerFromBase, learnerFromScratch } from './learner';
import { learnerFromCheckpoint } from './learnerFromCheckpoint';
import { learnLexicalResources, readRawTexts } from './lexicalResources';
import { configuredLinking } from './linking/configuredLinking';
import type { TrainingOrder } from './order';
import { readOtherGuidelines } from './otherGuidelines';
import { withoutOverlap } from './rawText';
import type { TrainingConfig } from './trainingConfig';
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

/**
 * What a run begins with: a base model, or words that are learned from the config's texts and the documents'.
 * @throws Failure with a sentence
 */
export async function prepareLearner(
  { base, beginnings }: Pick<TrainingOrder, 'base' | 'beginnings'>,
  config: TrainingConfig,
  { documents, texts: ownTexts, heldOut }: Corpora,
  tell: (line: string) => void,
): Promise<Learner> {
  const terms = openEmbeddedIndex();
  const others = await readOtherGuidelines(config, heldOut, tell);
  const linking = () => configuredLinking(config, documents, heldOut, terms, tell);
  if (base !== 'scratch') {
    const folder = base === 'default' ? join(packageRoot(), 'models', 'default') : base;
    return (await isHubFolder(folder))
      ? withLinking(await learnerFromCheckpoint(config, folder, documents, others), await linking())
      : learnerFromBase(config, folder, documents, others, terms);
  }
  const started = performance.now();
  // Ids of annotated files may be mere counters, the same in each file: only their texts say whether two documents are one.
  const own = ownTexts.map(({ text }) => ({ text }));
  const texts = withoutOverlap([...(await readRawTexts(config.scratch.rawText)), ...own], heldOut);
  const { network, minimumCount } = config.scratch;
  const { vector: width, subword, subwords } = network.input;
  const options = { width, minimumCount, subwords: subword && subwords, seed: config.seed };
  const lexical = beginnings
    ? await keptLexicalResources(beginnings, texts, options)
    : learnLexicalResources(texts, options);
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
