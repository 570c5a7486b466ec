import { crossEntropies, softCrossEntropies, weightedMean } from '../nn/losses';
import { type BuiltGraph, GraphBuilder, type Value } from '../onnx/builder';
import { encoder } from '../tasks/encoder/network';
import { entityHeads } from '../tasks/ner/head';
import { type Remembered, type TrainedNetwork, unannotated } from './examples';
import { withFrozenLayers } from './frozenLayers';
import type { TrainingConfig } from './trainingConfig';

/**
 * The network of words and entities with its loss; relations are learned after it (`relations/learnRelations.ts`). Inputs are those of the
 * inference graph and, for the loss, `targets` int64 and `targetWeights` float32 [sequences, words], and with several guidelines `guideline` float32
 * [sequences, words], the index of the one that annotated the word, or `unannotated`.
 * With guidelines to remember also `remembered` float32 [sequences, words, their labels side by side], the probabilities that a base model gave them; the
 * losses of a word are added up, and where nothing is remembered it holds zeros.
 * Output: `loss`.
 */
export function trainingGraph(
  { network, input, guidelines, remembered }: TrainedNetwork,
  { dropout, frozenLayers }: Pick<TrainingConfig, 'dropout' | 'frozenLayers'>,
): BuiltGraph {
  const g = new GraphBuilder('training', { training: true });
  const tokens = ['sequences*words'];
  const states = encoder(g, input, network.encoder, dropout);
  const heads = entityHeads(g, states, guidelines);
  const targets = g.reshape(g.input('targets', 'int64', ['sequences', 'words']), tokens);
  const weights = g.reshape(g.input('targetWeights', 'float32', ['sequences', 'words']), tokens);
  const guideline =
    heads.length > 1
      ? g.reshape(g.input('guideline', 'float32', ['sequences', 'words']), ['sequences*words', 1])
      : undefined;
  const losses = crossEntropies(g, guideline ? besideEachOther(g, heads, guideline) : heads[0], targets);
  const all = remembered && guideline ? withRemembered(g, losses, { heads, guideline, remembered }) : losses;
  g.output('loss', weightedMean(g, all, weights));
  return withFrozenLayers(g.build(), frozenLayers);
}

/** Out of the question, without being so much that rounding would suffer. */
const never = -1e4;

/**
 * Scores of the labels of all guidelines side by side, those of the guidelines that a word is not annotated by out of the question: what is no entity to
 * one corpus says nothing of another's.
 * @param guideline [tokens, 1]
 * @returns before the softmax, [tokens, labels of all guidelines]
 */
const besideEachOther = (g: GraphBuilder, heads: readonly Value[], guideline: Value): Value =>
  g.concat(
    heads.map((scores, index) => g.where(g.equal(guideline, index), scores, never)),
    1,
  );

/**
 * The losses of words with those of what is remembered; a word that nobody annotated has the latter alone.
 * @param losses by the annotators' labels, [tokens]
 * @see Li and Hoiem 2016, "Learning without forgetting", equation 6, at temperature 1
 */
function withRemembered(
  g: GraphBuilder,
  losses: Value,
  { heads, guideline, remembered }: { heads: readonly Value[]; guideline: Value; remembered: Remembered },
): Value {
  const tokens = ['sequences*words'];
  const known = remembered.guidelines.map((index) => heads[index]);
  const ends = known.map((_, i) =>
    known.slice(0, i + 1).reduce((sum, { shape }) => sum + Number(shape[1]), 0),
  );
  const labels = ends[ends.length - 1];
  const probabilities = g.reshape(g.input('remembered', 'float32', ['sequences', 'words', labels]), [
    ...tokens,
    labels,
  ]);
  const isAnnotated = g.reshape(g.where(g.equal(guideline, unannotated), 0, 1), tokens);
  return known
    .map((scores, i) => softCrossEntropies(g, scores, g.slice(probabilities, 1, ends[i - 1] ?? 0, ends[i])))
    .reduce((sum, each) => g.add(sum, g.mul(each, remembered.weight)), g.mul(losses, isAnnotated));
}
