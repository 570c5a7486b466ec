import { GraphBuilder, type Parameter } from '../../onnx/builder';
import type { Graph, Shape } from '../../onnx/ir';

/** Names of the tensors of one parameter in the graphs of a device: the weights have the parameter's own. */
export const collectedOf = (parameter: string): string => `collected of ${parameter}`;
export const meanOf = (parameter: string): string => `mean of ${parameter}`;
export const squareOf = (parameter: string): string => `square of ${parameter}`;
export const averageOf = (parameter: string): string => `average of ${parameter}`;
/** What an update makes of one of these, or of the weights. */
export const updated = (name: string): string => `new ${name}`;

/** Outputs of the update that stay on the device: weights, moments and averages. */
export const stateNames = (parameters: readonly Parameter[], averages: boolean): string[] =>
  parameters.flatMap(({ name }) => [
    name,
    meanOf(name),
    squareOf(name),
    ...(averages ? [averageOf(name)] : []),
  ]);

type Named = readonly (readonly [name: string, shape: Shape])[];

/** Each input is copied to its output: between the two memories, or within one. */
export function copiesGraph(tensors: Named): Graph {
  const g = new GraphBuilder('copies');
  for (const [name, shape] of tensors)
    g.output(updated(name), g.stopGradient(g.input(name, 'float32', shape)));
  return g.build().graph;
}

/** Weighted gradients of a pass, added to those before unless it is the first. */
export function sumGraph(parameters: Named, first: boolean): Graph {
  const g = new GraphBuilder('collected gradients');
  const weight = g.input('weight', 'float32', []);
  for (const [name, shape] of parameters) {
    const weighted = g.mul(g.input(name, 'float32', shape), weight);
    const before = first ? undefined : g.input(collectedOf(name), 'float32', shape);
    g.output(updated(collectedOf(name)), before ? g.add(before, weighted) : weighted);
  }
  return g.build().graph;
}
