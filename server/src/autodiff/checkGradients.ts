/** Compares the backward pass with central differences of the forward pass: the proof that a rule is right. */
import { GraphBuilder, type Value } from '../onnx/builder';
import type { Graph, Tensor } from '../onnx/ir';
import { buildGradientGraph } from './backward';

export type Feeds = Readonly<Record<string, Tensor>>;
/** Runs a graph; the caller brings the runtime. @returns every output by name */
export type Run = (graph: Graph, feeds: Feeds) => Promise<Readonly<Record<string, Tensor>>>;

export interface GradientCheck {
  /** Operators of the forward graph. */
  readonly operators: ReadonlySet<string>;
  /** How many parameters were compared. */
  readonly parameters: number;
  /** Largest |analytic − numeric| / (1 + |numeric|) over all elements of all trainable parameters. */
  readonly worst: number;
  /** Where that is: 'name[element]: analytic …, numeric …'. */
  readonly where: string;
}

/**
 * The output of `build` is contracted with fixed weights to one loss; each element of each trainable parameter is moved by ±step.
 * @param build writes the graph and returns a float32 result of any static shape; parameters are the things to differentiate by
 * @param feeds all inputs, the parameters included
 * @param step in the float32 forward pass, 1e-2 balances rounding against the third derivative for values around 1
 */
export async function checkGradients(
  build: (g: GraphBuilder) => Value,
  feeds: Feeds,
  run: Run,
  step = 1e-2,
): Promise<GradientCheck> {
  const g = new GraphBuilder('gradient check', { training: true });
  const result = build(g);
  const shape = result.shape.map(Number);
  const count = shape.reduce((product, n) => product * n, 1);
  const weights = Float32Array.from({ length: count }, (_, i) => Math.sin(1 + 2.3 * i));
  g.output('result', result);
  g.output(
    'loss',
    g.reduceSum(g.mul(result, g.constant({ dataType: 'float32', shape, data: weights })), [...shape.keys()]),
  );
  const built = g.build();
  const { graph, gradientOf } = buildGradientGraph(built, 'loss');
  const analytic = await run(graph, feeds);

  /** The loss in double precision, so that the differences are not lost in its rounding. */
  const lossAt = async (moved: Feeds): Promise<number> => {
    const { data } = (await run(built.graph, moved)).result;
    return weights.reduce((sum, weight, i) => sum + weight * Number(data[i]), 0);
  };

  let [worst, where] = [0, 'nowhere'];
  for (const [name, output] of gradientOf) {
    const { data } = feeds[name];
    for (let i = 0; i < data.length; i++) {
      const moved = (by: number): Feeds => ({
        ...feeds,
        [name]: { ...feeds[name], data: (data as Float32Array).with(i, Number(data[i]) + by) },
      });
      const numeric = ((await lossAt(moved(step))) - (await lossAt(moved(-step)))) / (2 * step);
      const value = Number(analytic[output].data[i]);
      const error = Math.abs(value - numeric) / (1 + Math.abs(numeric));
      if (!(error <= worst)) [worst, where] = [error, `${name}[${i}]: analytic ${value}, numeric ${numeric}`];
    }
  }
  return {
    operators: new Set(built.graph.nodes.map((node) => node.op)),
    parameters: gradientOf.size,
    worst,
    where,
  };
}
