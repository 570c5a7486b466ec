import { GraphBuilder, type Parameter, type Value } from '../../onnx/builder';
import type { Graph } from '../../onnx/ir';
import type { AdamWSettings } from '../adamW';
import { averageOf, collectedOf, meanOf, squareOf, updated } from './deviceGraphs';

/**
 * One AdamW update of all trainable parameters as a graph, in the arithmetic of `adamW.as.ts`.
 * Inputs: the state of each parameter (weights, mean, square and, with `average`, average), its collected gradient, and as float32 scalars `meanRate`,
 * rate / (1 − β₁ᵗ); `squareCorrection`, 1 / √(1 − β₂ᵗ); `keep`, 1 − rate · decay; `averageDecay`. Outputs: the new state, and `norm`, the gradient's
 * before clipping.
 * @see Loshchilov & Hutter 2019, "Decoupled weight decay regularization", algorithm 2
 */
export function adamWGraph(
  parameters: readonly Parameter[],
  { betas: [beta1, beta2], epsilon, clip, decays, average }: AdamWSettings,
): Graph {
  const g = new GraphBuilder('AdamW');
  const scalar = (name: string) => g.input(name, 'float32', []);
  const [meanRate, squareCorrection, keep] = ['meanRate', 'squareCorrection', 'keep'].map(scalar);
  const averageDecay = average === undefined ? undefined : scalar('averageDecay');
  const tensor = (name: string, { shape }: Parameter) => g.input(name, 'float32', shape);
  const collected = parameters.map((parameter) => tensor(collectedOf(parameter.name), parameter));
  const norm = g.sqrt(collected.map((gradient) => sumOfSquares(g, gradient)).reduce(g.add));
  const share = g.div(clip, g.add(norm, 1e-6));
  const scale = g.where(g.less(share, 1), share, 1);
  parameters.forEach((parameter, index) => {
    const { name } = parameter;
    const weights = tensor(name, parameter);
    const gradient = g.mul(collected[index], scale);
    const mean = blend(g, tensor(meanOf(name), parameter), gradient, beta1);
    const square = blend(g, tensor(squareOf(name), parameter), g.mul(gradient, gradient), beta2);
    const spread = g.add(g.mul(g.sqrt(square), squareCorrection), epsilon);
    const change = g.div(g.mul(mean, meanRate), spread);
    const next = g.sub(decays(parameter) ? g.mul(weights, keep) : weights, change);
    g.output(updated(name), next);
    g.output(updated(meanOf(name)), mean);
    g.output(updated(squareOf(name)), square);
    if (averageDecay) {
      const before = tensor(averageOf(name), parameter);
      g.output(
        updated(averageOf(name)),
        g.add(g.mul(before, averageDecay), g.mul(next, g.sub(1, averageDecay))),
      );
    }
  });
  g.output('norm', norm);
  return g.build().graph;
}

const blend = (g: GraphBuilder, before: Value, now: Value, keep: number): Value =>
  g.add(g.mul(before, keep), g.mul(now, 1 - keep));

/** Axis by axis: devices add up many rows side by side, but one long row by a single thread. */
function sumOfSquares(g: GraphBuilder, x: Value): Value {
  let sum = g.mul(x, x);
  for (let axis = x.shape.length - 1; axis >= 0; axis--) sum = g.reduceSum(sum, [axis]);
  return sum;
}
