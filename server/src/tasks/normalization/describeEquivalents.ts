import type { Choice, Knowledge } from './choices';
import { equivalentsOf, isOmim } from './equivalents';
import { isLateSupplementary } from './lateDescriptor';

/** From what a ranker can learn which of a concept's ids its annotators used. */
export function describeEquivalents(
  { features, meaning, equivalents }: Choice,
  type: string,
  { lexicon, terminologies }: Knowledge,
): void {
  if (equivalents.length === 0) return;
  const [other] = equivalents;
  const omim = isOmim(meaning) ? equivalentsOf(other, terminologies.find(other), terminologies) : equivalents;
  const counts = equivalents.map((other) => lexicon.total(other, type)?.count ?? 0);
  features.set('another id', 1 / omim.length);
  features.set('another id, first', omim[0] === meaning ? 1 : 0);
  features.set('another id, late supplementary', [meaning, ...equivalents].some(isLateSupplementary) ? 1 : 0);
  features.set('annotations of the other id', Math.log1p(Math.max(...counts)));
}
