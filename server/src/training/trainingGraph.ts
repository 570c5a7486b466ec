import { crossEntropy } from '../nn/losses';
import { type BuiltGraph, GraphBuilder, type Value } from '../onnx/builder';
import { encoder } from '../tasks/encoder/network';
import type { Architecture } from '../tasks/inferenceGraphs';
import type { Guideline } from '../tasks/ner/guideline';
import { entityHeads } from '../tasks/ner/head';
import { withFrozenLayers } from './frozenLayers';
import type { TrainingConfig } from './trainingConfig';

/**
 * The network of words and entities with its loss; relations are learned after it (`relations/learnRelations.ts`). Inputs are those of the
 * inference graph and, for the loss, `targets` int64 and `targetWeights` float32 [sequences, words], and with several guidelines `guideline` float32
 * [sequences, words], the index of the one that annotated the word.
 * Output: `loss`.
 */
export function trainingGraph(
  { network, input, guidelines }: Architecture,
  { dropout, frozenLayers }: Pick<TrainingConfig, 'dropout' | 'frozenLayers'>,
): BuiltGraph {
  const g = new GraphBuilder('training', { training: true });
  const tokens = ['sequences*words'];
  const states = encoder(g, input, network.encoder, dropout);
  const loss = crossEntropy(
    g,
    entityLabels(g, states, guidelines),
    g.reshape(g.input('targets', 'int64', ['sequences', 'words']), tokens),
    g.reshape(g.input('targetWeights', 'float32', ['sequences', 'words']), tokens),
  );
  g.output('loss', loss);
  return withFrozenLayers(g.build(), frozenLayers);
}

/** Out of the question, without being so much that rounding would suffer. */
const never = -1e4;

/**
 * Scores of the labels of all guidelines side by side, those of the guidelines that a word is not annotated by out of the question: what is no entity to
 * one corpus says nothing of another's.
 * @returns before the softmax, [tokens, labels of all guidelines]
 */
function entityLabels(g: GraphBuilder, states: Value, guidelines: readonly Guideline[]): Value {
  const heads = entityHeads(g, states, guidelines);
  if (heads.length === 1) return heads[0];
  const guideline = g.reshape(g.input('guideline', 'float32', ['sequences', 'words']), [
    'sequences*words',
    1,
  ]);
  return g.concat(
    heads.map((scores, index) => g.where(g.equal(guideline, index), scores, never)),
    1,
  );
}
