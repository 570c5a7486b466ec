import type { GuidelineConfig } from '../modelConfig';
import { BioesLabels } from './bioes';

/**
 * What the annotators of a corpus mark, and how: an entity head of its own. Corpora differ in what they call a disease and where its name
 * ends, so a network that learns from several keeps them apart.
 */
export interface Guideline {
  readonly name: string;
  readonly labels: BioesLabels;
}

export const guidelineOf = ({ name, entityTypes }: GuidelineConfig): Guideline => ({
  name,
  labels: new BioesLabels(entityTypes),
});

/** Where each guideline's labels stand among those of all, which lie side by side. */
export function firstLabels(guidelines: readonly Guideline[]): number[] {
  let next = 0;
  return guidelines.map(({ labels }) => {
    const first = next;
    next += labels.size;
    return first;
  });
}

/**
 * The scores of one guideline's labels.
 * @param scores row-major [words × labels of all guidelines]
 * @returns row-major [words × its labels]
 */
export function scoresBy(
  scores: Float32Array,
  words: number,
  guidelines: readonly Guideline[],
  index: number,
): Float32Array {
  if (guidelines.length === 1) return scores;
  const first = firstLabels(guidelines)[index];
  const { size } = guidelines[index].labels;
  const width = scores.length / Math.max(1, words);
  const own = new Float32Array(words * size);
  for (let word = 0; word < words; word++)
    own.set(scores.subarray(word * width + first, word * width + first + size), word * size);
  return own;
}
