/**
 * Weights inside a graph, stored small and computed with in float32: matrices as float16 behind a Cast, which ONNX Runtime folds
 * away at load; tables that are only looked up as int8 rows with one scale a row, expanded after the look-up.
 *
 * A weight keeps its name as an initializer; names with ':' belong to the graph's own constants and to scales.
 */
import { dataTypes, elementCount } from './dataTypes';
import { fromFloat16, toFloat16 } from './float16';
import type { Graph, Node, Tensor } from './ir';

/** Below this many values, float32 costs nothing worth saving. */
const smallest = 1024;
const largestFloat16 = 65504;

/** The graph with `weights` as constants instead of inputs. @throws Error where a weight is missing or of another shape */
export function bindWeights(
  graph: Graph,
  names: readonly string[],
  weights: ReadonlyMap<string, Tensor>,
): Graph {
  const bound = new Set(names);
  const initializers = new Map(graph.initializers);
  for (const { name, shape } of graph.inputs.filter((input) => bound.has(input.name))) {
    const tensor = weights.get(name);
    if (!tensor) throw new Error(`The weight "${name}" of the graph "${graph.name}" is missing.`);
    if (tensor.shape.join() !== shape.join()) {
      throw new Error(`The weight "${name}" should have the shape [${shape}], but has [${tensor.shape}].`);
    }
    initializers.set(name, tensor);
  }
  return { ...graph, inputs: graph.inputs.filter(({ name }) => !bound.has(name)), initializers };
}

/** The same graph with its float32 weights stored in about half (matrices) or a quarter (tables) of the bytes. */
export function storeSmall(graph: Graph): Graph {
  const initializers = new Map<string, Tensor>();
  const casts: Node[] = [];
  const renamed = new Map<string, string>();
  const tables = new Set<string>();
  for (const [name, tensor] of graph.initializers) {
    if (!worthwhile(name, tensor)) initializers.set(name, tensor);
    else if (isTable(graph, name, tensor)) {
      const { rows, scales } = quantizeRows(tensor);
      initializers.set(name, rows).set(scaleName(name), scales);
      tables.add(name);
    } else {
      initializers.set(name, {
        ...tensor,
        dataType: 'float16',
        data: Uint16Array.from(tensor.data as Float32Array, toFloat16),
      });
      casts.push(castToFloat32(name, `${name}:float32`));
      renamed.set(name, `${name}:float32`);
    }
  }
  const nodes = graph.nodes.flatMap((node) =>
    tables.has(node.inputs[0])
      ? lookUp(node)
      : [{ ...node, inputs: node.inputs.map((name) => renamed.get(name) ?? name) }],
  );
  return { ...graph, initializers, nodes: [...casts, ...nodes] };
}

/** The weights of a graph as float32 by name, however they are stored: what fine-tuning starts from. */
export function expandWeights(graph: Graph): Map<string, Float32Array> {
  const weights = new Map<string, Float32Array>();
  for (const [name, tensor] of graph.initializers) {
    if (name.includes(':')) continue;
    const scales = graph.initializers.get(scaleName(name));
    if (tensor.dataType === 'float32') weights.set(name, tensor.data as Float32Array);
    else if (tensor.dataType === 'float16')
      weights.set(name, Float32Array.from(tensor.data as Uint16Array, fromFloat16));
    else if (tensor.dataType === 'int8' && scales) weights.set(name, expandRows(tensor, scales));
  }
  return weights;
}

function worthwhile(name: string, { dataType, shape, data }: Tensor): boolean {
  if (dataType !== 'float32' || name.includes(':') || elementCount(shape) < smallest) return false;
  return (data as Float32Array).every((value) => Math.abs(value) <= largestFloat16);
}

/** Whether every use of a matrix is a look-up of rows. */
function isTable(graph: Graph, name: string, { shape }: Tensor): boolean {
  if (shape.length !== 2 || graph.outputs.some((output) => output.name === name)) return false;
  const uses = graph.nodes.filter((node) => node.inputs.includes(name));
  return uses.every(
    ({ op, inputs, attributes }) =>
      op === 'Gather' && inputs[0] === name && inputs[1] !== name && (attributes['axis'] ?? 0n) === 0n,
  );
}

/** Gather of float32 rows, as Gather of int8 rows → Cast → times the gathered scales. */
function lookUp(node: Node): Node[] {
  const [table, ids] = node.inputs;
  const [output] = node.outputs;
  const part = (name: string) => `${output}:${name}`;
  const gather = (source: string, target: string): Node => ({
    ...node,
    inputs: [source, ids],
    outputs: [target],
  });
  return [
    gather(table, part('rows')),
    gather(scaleName(table), part('scales')),
    castToFloat32(part('rows'), part('rows as float32')),
    {
      op: 'Mul',
      inputs: [part('rows as float32'), part('scales')],
      outputs: [output],
      attributes: {},
    },
  ];
}

const scaleName = (table: string): string => `${table}:scale`;

const castToFloat32 = (input: string, output: string): Node => ({
  op: 'Cast',
  inputs: [input],
  outputs: [output],
  attributes: { to: BigInt(dataTypes.float32.code) },
});

/** Symmetric int8 rows: value ≈ scale · integer, the largest of each row at ±127. The scales stay float32: many GPUs have no half floats. */
function quantizeRows({ shape, data }: Tensor): { rows: Tensor; scales: Tensor } {
  const [count, width] = shape;
  const rows = new Int8Array(count * width);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const values = (data as Float32Array).subarray(row * width, (row + 1) * width);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest === 0) continue;
    scales[row] = largest / 127;
    values.forEach((value, i) => {
      rows[row * width + i] = Math.max(-127, Math.min(127, Math.round(value / scales[row])));
    });
  }
  return {
    rows: { dataType: 'int8', shape, data: rows },
    scales: { dataType: 'float32', shape: [count, 1], data: scales },
  };
}

function expandRows({ shape: [count, width], data }: Tensor, scales: Tensor): Float32Array {
  const values = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    const scale = (scales.data as Float32Array)[row];
    for (let i = row * width; i < (row + 1) * width; i++) values[i] = (data as Int8Array)[i] * scale;
  }
  return values;
}
