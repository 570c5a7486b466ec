import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { packageRoot } from '../platform/packageRoot';
import { openEmbeddedIndex } from '../terminology/embeddedIndex';
import { keptLexicalResources } from './beginnings';
import { type Learner, learnerFromBase, learnerFromScratch } from './learner';
import { learnLexicalResources, readRawTexts } from './lexicalResources';
import { configuredLinking } from './linking/configuredLinking';
import type { TrainingOrder } from './order';
import { readOtherGuidelines } from './otherGuidelines';
import { withoutOverlap } from './rawText';
import type { TrainingConfig } from './trainingConfig';

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
  if (base !== 'scratch')
    return learnerFromBase(
      config,
      base === 'default' ? join(packageRoot(), 'models', 'default') : base,
      documents,
      others,
      terms,
    );
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
  const names = await configuredLinking(config, documents, heldOut, terms, tell);
  return {
    ...learner,
    parts: { ...learner.parts, ...names },
    unread: { texts, vocabulary: lexical.vocabulary },
  };
}
