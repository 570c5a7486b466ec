import * as z from 'zod';
import type { Session } from '../../runtime/session';
import type { Choice } from './choices';
import { Features, featureTensor } from './features';

/** How the ranker's scores are read, for each type of concept. */
export const linkingConfig = z.object({
  format: z.literal('biogloss-linking/1'),
  /** The terminologies' type for each entity type: `SpecificDisease` is linked to concepts of the type `Disease`. */
  conceptTypes: z.record(z.string(), z.string()),
  /** The features that the ranker was trained with, in order. */
  features: z.array(z.string()),
  /** For each type of concept: what scores are divided by before the softmax, and the probability from which a name has no concept. */
  ranked: z.record(z.string(), z.object({ temperature: z.number().positive(), nothing: z.number() })),
});

export type LinkingConfig = z.infer<typeof linkingConfig>;

/** The choices of a question with their probabilities. What is left to 1 is the probability that none of them is meant. */
export interface Ranked {
  readonly choices: readonly { readonly choice: Choice; readonly probability: number }[];
  /** Probability that the terminology does not hold what is meant. */
  readonly nothing: number;
}

/**
 * What "none of these" looks like: how near the nearest comes in each respect.
 * @param choices of one question
 */
export function featuresOfNothing(choices: readonly Choice[]): Features {
  const features = new Features();
  const { values } = features;
  for (const { features: each } of choices)
    for (let i = 0; i < values.length; i++) if (each.values[i] > values[i]) values[i] = each.values[i];
  features.set('nothing fits', 1);
  return features;
}

/** Probabilities of choices by a learned network; see `rankerNetwork`. */
export class Ranker {
  constructor(
    private readonly session: Session,
    private readonly config: LinkingConfig,
  ) {}

  /** @param questions of one type, each with its choices */
  async rank(type: string, questions: readonly (readonly Choice[])[]): Promise<Ranked[]> {
    const rows = questions.flatMap((choices) => [
      ...choices.map(({ features }) => features.values),
      featuresOfNothing(choices).values,
    ]);
    const outputs = await this.session.run({ features: featureTensor(rows) }, [type]);
    const scores = outputs[type].data as Float32Array;
    const { temperature } = this.config.ranked[type];
    let start = 0;
    return questions.map((choices) => {
      const end = start + choices.length + 1;
      const probabilities = softmax(scores.subarray(start, end), temperature);
      start = end;
      const ranked = choices.map((choice, i) => ({ choice, probability: probabilities[i] }));
      return {
        choices: ranked.sort((a, b) => b.probability - a.probability),
        nothing: probabilities[choices.length],
      };
    });
  }
}

export function softmax(scores: ArrayLike<number>, temperature: number): number[] {
  const all = Array.from(scores, (score) => score / temperature);
  const largest = Math.max(...all);
  const powers = all.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, each) => total + each, 0);
  return powers.map((each) => each / sum);
}
