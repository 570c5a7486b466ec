/** Reverse-mode differentiation of a graph: a walk from the loss back to the weights, one rule an operator. */
import { type BuiltGraph, GraphBuilder, type Value } from '../onnx/builder';
import type { Graph, Node } from '../onnx/ir';
import { sameShape, showShape } from '../onnx/shapes';
import { type GradientRule, gradientRules, stop, stopsGradient } from './rules';

export interface GradientGraph {
  /** The forward graph, followed by the backward pass; its outputs are the forward outputs and the gradients. */
  readonly graph: Graph;
  /** The output that is the gradient by a trainable parameter. A parameter that the loss does not depend on is not here. */
  readonly gradientOf: ReadonlyMap<string, string>;
  /** Every tensor of the graph by name. */
  readonly values: ReadonlyMap<string, Value>;
}

/**
 * Appends the gradients of a scalar by every trainable parameter that it depends on.
 * @param loss name of an output of one element
 * @throws Error where an operator on the way has no rule (it names the node), or no trainable parameter reaches the loss
 */
export function buildGradientGraph(built: BuiltGraph, loss: string): GradientGraph {
  const { graph, parameters, values } = built;
  const start = graph.outputs.find((output) => output.name === loss);
  if (!start)
    throw new Error(
      `the graph "${graph.name}" has no output "${loss}", only ${graph.outputs.map((o) => o.name).join(', ')}`,
    );
  if (start.shape.some((d) => d !== 1))
    throw new Error(`the loss "${loss}" is ${showShape(start.shape)}; a gradient starts at one number`);

  const g = GraphBuilder.extending(built);
  const trainable = parameters.filter((parameter) => parameter.trainable).map((parameter) => parameter.name);
  const varying = reachedFrom(trainable, graph.nodes);
  const gradients = new Map<string, Value>([[loss, g.expand(1, start.shape)]]);
  for (const node of [...graph.nodes].reverse()) {
    const dy = gradients.get(node.outputs[0]);
    const rule = dy && varying.has(node.outputs[0]) ? ruleOf(node) : stopsGradient;
    if (!dy || rule === stopsGradient) continue;
    const inputs = node.inputs.map((name) => values.get(name)!);
    const outputs = node.outputs.map((name) => values.get(name)!);
    rule({ g, node, inputs, output: outputs[0], outputs, dy }).forEach((gradient, i) => {
      const input = inputs[i];
      if (gradient === stop || !varying.has(input.name)) return;
      if (!sameShape(gradient.shape, input.shape))
        throw new Error(
          `the rule of ${describe(node)} gives ${showShape(gradient.shape)} for ${input.name}, which is ${showShape(input.shape)}`,
        );
      const others = gradients.get(input.name);
      gradients.set(input.name, others ? g.add(others, gradient) : gradient);
    });
  }

  const gradientOf = new Map<string, string>();
  for (const name of trainable) {
    const gradient = gradients.get(name);
    if (!gradient) continue;
    gradientOf.set(name, `gradient of ${name}`);
    g.output(`gradient of ${name}`, gradient);
  }
  if (gradientOf.size === 0)
    throw new Error(`the loss "${loss}" of the graph "${graph.name}" depends on no trainable parameter`);
  const { graph: whole, values: all } = g.build();
  return { graph: whole, gradientOf, values: all };
}

/** The names that depend on one of `sources`, these included. */
function reachedFrom(sources: readonly string[], nodes: readonly Node[]): Set<string> {
  const reached = new Set(sources);
  for (const node of nodes)
    if (node.inputs.some((name) => reached.has(name))) for (const name of node.outputs) reached.add(name);
  return reached;
}

function ruleOf(node: Node): GradientRule | typeof stopsGradient {
  const rule = Object.hasOwn(gradientRules, node.op) ? gradientRules[node.op] : undefined;
  if (!rule)
    throw new Error(
      `${describe(node)} has no gradient rule: add one to autodiff/rules.ts, or stop the gradient before it`,
    );
  return rule;
}

const describe = (node: Node): string =>
  `the operator ${node.op} (it makes "${node.outputs[0]}" from ${node.inputs.filter(Boolean).join(', ')})`;
