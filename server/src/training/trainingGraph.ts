import { binaryCrossEntropy, crossEntropy } from '../nn/losses';
import { type BuiltGraph, GraphBuilder, type Value } from '../onnx/builder';
import { encoder } from '../tasks/encoder/network';
import type { Architecture } from '../tasks/inferenceGraphs';
import type { Guideline } from '../tasks/ner/guideline';
import { entityHeads } from '../tasks/ner/head';
import { relationHead } from '../tasks/relation/head';
import type { TrainingConfig } from './trainingConfig';

/**
 * The whole network with its losses: both tasks read one encoder pass and are learned together. Inputs are those of the inference
 * graphs and, for the losses,
 * `targets` int64 and `targetWeights` float32 [sequences, words], and with several guidelines `guideline` float32 [sequences, words], the index of
 * the one that annotated the word; `pairTargets` and `pairWeights` float32 [pairs, relationTypes].
 * Outputs: `loss` and its parts, `entityLoss` and `relationLoss`; only `loss` where there is no relation type.
 */
export function trainingGraph(
  architecture: Architecture,
  { dropout, relation }: Pick<TrainingConfig, 'dropout' | 'relation'>,
): BuiltGraph {
  const { network, input, guidelines, relationTypes } = architecture;
  const g = new GraphBuilder('training', { training: true });
  const tokens = ['sequences*words'];
  const states = encoder(g, input, network.encoder, dropout);
  const entityLoss = crossEntropy(
    g,
    entityLabels(g, states, guidelines),
    g.reshape(g.input('targets', 'int64', ['sequences', 'words']), tokens),
    g.reshape(g.input('targetWeights', 'float32', ['sequences', 'words']), tokens),
  );
  if (relationTypes === 0) {
    g.output('loss', entityLoss);
    return g.build();
  }
  g.output('entityLoss', entityLoss);

  // Relations have far fewer examples than entities, so they may pull at the shared states only so much.
  const seen = g.add(
    g.mul(states, relation.encoderShare),
    g.mul(g.stopGradient(states), 1 - relation.encoderShare),
  );
  const relationLoss = binaryCrossEntropy(
    g,
    relationHead(g, seen, network, relationTypes, dropout.relation),
    g.input('pairTargets', 'float32', ['pairs', relationTypes]),
    g.input('pairWeights', 'float32', ['pairs', relationTypes]),
  );
  g.output('relationLoss', relationLoss);
  g.output('loss', g.add(entityLoss, g.mul(relationLoss, relation.weight)));
  return g.build();
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
