import type { AnnotatedDocument } from '../../annotation/model';
import type { TermIndex } from '../../terminology/index/termIndex';
import { Terminologies } from '../../terminology/terminologies';
import { readCorpus } from '../corpus';
import { dataFile } from '../lexicalResources';
import type { TrainingConfig } from '../trainingConfig';
import { turnUnless } from '../turns';
import { type LearnedLinking, type LinkingOrder, learnLinking } from './learnLinking';

/**
 * Learns linking as a config says. Nothing without a section `linking`.
 * @param heldOut documents that figures are measured on
 * @throws the signal's reason, once it is aborted
 */
export async function configuredLinking(
  { linking, seed, threads }: Pick<TrainingConfig, 'linking' | 'seed' | 'threads'>,
  documents: readonly AnnotatedDocument[],
  heldOut: readonly AnnotatedDocument[],
  terms: TermIndex,
  { tell, signal }: Pick<LinkingOrder, 'tell' | 'signal'>,
): Promise<LearnedLinking | undefined> {
  if (!linking) return undefined;
  const others: (readonly AnnotatedDocument[])[] = [];
  // What is wrong with a mention of another corpus is of no use to the person: it is left out.
  for (const path of linking.otherCorpora)
    others.push(await readCorpus(dataFile('linking.otherCorpora', path), () => {}, turnUnless(signal)));
  return learnLinking(documents, {
    terminologies: new Terminologies([terms]),
    others,
    heldOut,
    encoder: linking.nameEncoder,
    seed,
    threads,
    tell,
    signal,
  });
}
