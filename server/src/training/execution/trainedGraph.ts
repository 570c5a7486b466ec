import { buildGradientGraph } from '../../autodiff/backward';
import type { BuiltGraph, Parameter } from '../../onnx/builder';
import { encodeModel } from '../../onnx/proto';

/** A graph with its backward pass, as every executor runs it. */
export interface TrainedGraph {
  readonly name: string;
  /** As an ONNX file. */
  readonly model: Uint8Array;
  readonly parameters: readonly Parameter[];
  /** Outputs of the forward graph, the loss among them. */
  readonly outputs: readonly string[];
  /** The output that is the gradient by a trainable parameter. */
  readonly gradientOf: ReadonlyMap<string, string>;
}

/**
 * @param built a forward graph, written with `training: true`
 * @param loss its output that is to become small: one float32 number
 * @throws Error where the graph cannot be differentiated, or a trainable parameter does not matter for the loss
 */
export function trainedGraph(built: BuiltGraph, loss: string): TrainedGraph {
  const { parameters } = built;
  const { graph, gradientOf } = buildGradientGraph(built, loss);
  const idle = parameters.find(({ name, trainable }) => trainable && !gradientOf.has(name));
  if (idle)
    throw new Error(
      `The loss "${loss}" does not depend on the parameter "${idle.name}"; make it not trainable.`,
    );
  const outputs = built.graph.outputs.map(({ name }) => name);
  return { name: built.graph.name, model: encodeModel(graph), parameters, outputs, gradientOf };
}
