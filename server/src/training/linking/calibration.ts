import { softmax } from '../../tasks/normalization/ranker';
import type { RankingExample } from './rankingExamples';
import { scoreExamples } from './scoreExamples';
import { trainRanker } from './trainRanker';

/** What may be lost of the mentions that have a concept by saying that a name has none. */
const mostLost = 0.002;
/** "Nothing" has to be likelier than not, whatever it costs. */
const leastOdds = 0.5;
const temperatures = Array.from({ length: 31 }, (_, i) => 0.5 * 1.08 ** i);

/** A question's answer: which choice is the likeliest, how likely it and "nothing" are. */
export interface Judged {
  readonly example: RankingExample;
  readonly scores: Float32Array;
}

/**
 * How to read the scores of a ranker, chosen on examples of each fold that were ranked by networks which learned from the others: the temperature
 * whose probabilities tell best whether an answer is right, and the least probability of "nothing" that costs no more than `mostLost` of the right answers.
 */
export async function calibrate(
  type: string,
  examples: readonly RankingExample[],
  { seed, tell, signal }: { seed: number; tell: (line: string) => void; signal?: AbortSignal },
): Promise<{ temperature: number; nothing: number }> {
  const judged: Judged[] = [];
  const folds = [...new Set(examples.map(({ fold }) => fold))].sort();
  for (const fold of folds) {
    const weights = await trainRanker(
      type,
      examples.filter((each) => each.fold !== fold),
      seed,
      signal,
    );
    const held = examples.filter((each) => each.fold === fold);
    const scores = await scoreExamples(type, weights, held);
    held.forEach((example, i) => {
      judged.push({ example, scores: scores[i] });
    });
  }
  const own = judged.filter(({ example }) => example.gold !== '' && !example.isWithheld);
  const temperature = temperatures.reduce((best, each) => (loss(own, each) < loss(own, best) ? each : best));
  const nothing = leastNothing(own, temperature);
  tell(`${type}: ${describe(judged, temperature, nothing)}`);
  return { temperature, nothing };
}

/** How badly the probability of the likeliest choice tells whether it is right (negative log-likelihood). */
const loss = (judged: readonly Judged[], temperature: number): number =>
  judged.reduce((sum, each) => {
    const { best, probability } = answerOf(each, temperature);
    return sum - Math.log((best === each.example.right ? probability : 1 - probability) + 1e-6);
  }, 0);

/** The likeliest of the choices, and the probability of "nothing". */
export function answerOf(
  { scores }: Judged,
  temperature: number,
): { best: number; probability: number; nothing: number } {
  const probabilities = softmax(scores, temperature);
  const nothing = probabilities.pop()!;
  const best = probabilities.indexOf(Math.max(...probabilities));
  return { best, probability: probabilities[best] ?? 0, nothing };
}

function leastNothing(judged: readonly Judged[], temperature: number): number {
  const answers = judged.map((each) => ({ ...each, ...answerOf(each, temperature) }));
  const withConcept = answers.filter(({ example }) => example.gold !== '');
  const lost = withConcept
    .filter(({ example, best }) => best === example.right)
    .map(({ nothing }) => nothing)
    .sort((a, b) => b - a);
  const bearable = Math.floor(mostLost * withConcept.length);
  // Just above the probability of the first right answer that must not be lost.
  return Math.min(1, Math.max(leastOdds, (lost[bearable] ?? 1) + 1e-4));
}

function describe(judged: readonly Judged[], temperature: number, threshold: number): string {
  const share = (
    all: readonly Judged[],
    holds: (answer: ReturnType<typeof answerOf>, each: Judged) => boolean,
  ) =>
    (all.filter((each) => holds(answerOf(each, temperature), each)).length / Math.max(1, all.length)).toFixed(
      3,
    );
  const linked = judged.filter(({ example }) => example.gold !== '' && !example.isWithheld);
  const withheld = judged.filter(({ example }) => example.isWithheld);
  const none = judged.filter(({ example }) => example.gold === '');
  const right = share(
    linked,
    ({ best, nothing }, { example }) => best === example.right && nothing < threshold,
  );
  return [
    `${linked.length} mentions of held-out folds, ${right} linked rightly`,
    `temperature ${temperature.toFixed(2)}`,
    `"nothing" from a probability of ${threshold.toFixed(3)}: said of ${share(linked, ({ nothing }) => nothing >= threshold)} of these`,
    `of ${share(withheld, ({ nothing }) => nothing >= threshold)} of ${withheld.length} whose concept was taken away`,
    `of ${share(none, ({ nothing }) => nothing >= threshold)} of ${none.length} that annotators gave none`,
  ].join(', ');
}
