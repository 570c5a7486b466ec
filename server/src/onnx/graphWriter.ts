/**
 * The bookkeeping under GraphBuilder: names, inputs, parameters, constants, sizes that are known only when the graph runs, and
 * the finished graph. Knows nothing of particular operators.
 */
import type { BuiltGraph, Parameter, RandomMask, Value } from './builtGraph';
import type { Initializer } from './initializers';
import type { Attributes, DataType, Graph, Node, Shape, Tensor } from './ir';
import { pruneNodes } from './prune';
import { RunTimeSizes } from './runTimeSizes';
import { checkInputDimension, isStatic, showShape, size } from './shapes';

export class GraphWriter {
  private readonly inputs: Value[] = [];
  private readonly outputs = new Map<string, Value>();
  private readonly initializers = new Map<string, Tensor>();
  private readonly nodes: Node[] = [];
  private readonly values = new Map<string, Value>();
  private readonly parameters: Parameter[] = [];
  private readonly masks: RandomMask[] = [];
  private readonly constants = new Map<string, Value>();
  private readonly runTimeSizes = new RunTimeSizes(this);
  private path: string[] = [];
  private serial = 0;

  constructor(
    readonly name: string,
    readonly options: { readonly training: boolean } = { training: false },
  ) {}

  /** Goes on where `built` stopped, as the backward pass does. */
  protected resume(built: BuiltGraph): void {
    const { graph } = built;
    for (const input of graph.inputs) this.addInput(input);
    for (const [name, tensor] of graph.initializers) this.addConstant(name, tensor);
    for (const node of graph.nodes) this.nodes.push(node);
    for (const value of built.values.values()) {
      this.values.set(value.name, value);
      if (value.content) this.runTimeSizes.know(value, value.content);
    }
    for (const output of graph.outputs) this.outputs.set(output.name, output);
    this.parameters.push(...built.parameters);
    this.masks.push(...built.masks);
    this.serial = graph.nodes.length;
  }

  /** A tensor that the caller feeds. Equal symbols in the shapes of the inputs are the same size. */
  input(name: string, dataType: DataType, shape: Shape): Value {
    shape.forEach(checkInputDimension);
    return this.addInput({ name: this.qualified(name), dataType, shape });
  }

  /** A weight tensor, named after the scope it is made in. Fed by name, like any input; `initial` is how it starts. */
  parameter(name: string, shape: readonly number[], initial: Initializer, { trainable = true } = {}): Value {
    const full = this.qualified(name);
    const value = this.addInput({ name: full, dataType: 'float32', shape });
    this.parameters.push({ name: full, shape, initial, trainable });
    return value;
  }

  /** Numbers that never change. A bare number or list is float32; `int64` says otherwise. */
  constant(
    numbers: number | readonly number[] | Tensor,
    dataType: 'float32' | 'int64' | 'bool' = 'float32',
  ): Value {
    if (typeof numbers === 'object' && 'dataType' in numbers)
      return this.addConstant(this.fresh('constant'), numbers);
    const list = typeof numbers === 'number' ? [numbers] : numbers;
    const shape = typeof numbers === 'number' ? [] : [list.length];
    const key = `${dataType} ${showShape(shape)} ${list.map((n) => (Object.is(n, -0) ? '-0' : n)).join()}`;
    const known = this.constants.get(key);
    if (known) return known;
    const data =
      dataType === 'int64'
        ? BigInt64Array.from(list, BigInt)
        : dataType === 'bool'
          ? Uint8Array.from(list)
          : Float32Array.from(list);
    const content = dataType === 'int64' ? { content: list } : {};
    const value = this.remember({
      ...this.addConstant(this.fresh('constant'), { dataType, shape, data }),
      ...content,
    });
    this.constants.set(key, value);
    return value;
  }

  /** Parameters, inputs and nodes made inside `write` are named 'name.…'. */
  scope<T>(name: string, write: () => T): T {
    this.path.push(name);
    try {
      return write();
    } finally {
      this.path.pop();
    }
  }

  /** Makes `value` an output of the graph under `name`. */
  output(name: string, value: Value): void {
    if (this.outputs.has(name)) throw new Error(`the graph "${this.name}" has two outputs "${name}"`);
    this.outputs.set(name, value);
  }

  /** The finished graph: only what its outputs need, in the order it was written. */
  build(): BuiltGraph {
    const { rename, copies } = this.outputNames();
    const nodes = [...this.nodes, ...copies].map((node) => ({
      ...node,
      inputs: node.inputs.map((name) => rename.get(name) ?? name),
      outputs: node.outputs.map((name) => rename.get(name) ?? name),
    }));
    const kept = pruneNodes(nodes, [...this.outputs.keys()]);
    const read = new Set(kept.flatMap((node) => node.inputs));
    const values = new Map<string, Value>();
    const written = new Set(kept.flatMap((node) => node.outputs));
    for (const [old, value] of this.values) {
      const name = rename.get(old) ?? old;
      if (written.has(name) || read.has(name)) values.set(name, { ...value, name });
    }
    for (const input of this.inputs) values.set(input.name, input);
    const outputs = [...this.outputs].map(([name, value]) => ({ ...value, name }));
    const initializers = new Map([...this.initializers].filter(([name]) => read.has(name)));
    const graph: Graph = { name: this.name, inputs: [...this.inputs], outputs, initializers, nodes: kept };
    return { graph, parameters: [...this.parameters], masks: [...this.masks], values };
  }

  /** Writes one node. For the operators' own methods; a rule may use it for an operator that has none. */
  node(
    op: string,
    inputs: readonly (Value | undefined)[],
    result: { dataType: DataType; shape: Shape },
    attributes: Attributes = {},
  ): Value {
    return this.nodeWithOutputs(op, inputs, [result], attributes)[0];
  }

  nodeWithOutputs(
    op: string,
    inputs: readonly (Value | undefined)[],
    results: readonly { dataType: DataType; shape: Shape }[],
    attributes: Attributes = {},
  ): Value[] {
    const outputs = results.map(({ dataType, shape }) =>
      this.remember({ name: this.fresh(op), dataType, shape }),
    );
    this.nodes.push({
      op,
      inputs: inputs.map((v) => v?.name ?? ''),
      outputs: outputs.map((v) => v.name),
      attributes,
    });
    return outputs;
  }

  /** The sizes as an int64 vector: a constant where all are numbers, otherwise computed from the inputs' shapes. */
  sizes(dimensions: Shape): Value {
    if (isStatic(dimensions)) return this.constant(dimensions, 'int64');
    const value = this.runTimeSizes.vector(dimensions);
    return this.remember({ ...value, content: dimensions });
  }

  /** Where one writes now, for messages. */
  protected get place(): string {
    return this.path.length === 0
      ? `the graph "${this.name}"`
      : `"${this.path.join('.')}" of the graph "${this.name}"`;
  }

  protected addMask(shape: Shape, keep: number): Value {
    const value = this.addInput({ name: this.fresh('mask'), dataType: 'float32', shape });
    this.masks.push({ name: value.name, shape, keep });
    return value;
  }

  private addInput(value: Value): Value {
    if (this.values.has(value.name))
      throw new Error(`two tensors of the graph "${this.name}" are named "${value.name}"`);
    this.runTimeSizes.addInput(value);
    this.inputs.push(value);
    return this.remember(value);
  }

  private addConstant(name: string, tensor: Tensor): Value {
    if (size(tensor.shape) !== tensor.data.length)
      throw new Error(`a constant of shape ${showShape(tensor.shape)} has ${tensor.data.length} numbers`);
    this.initializers.set(name, tensor);
    return this.remember({ name, dataType: tensor.dataType, shape: tensor.shape });
  }

  private remember(value: Value): Value {
    this.values.set(value.name, value);
    return value;
  }

  private qualified(name: string): string {
    return [...this.path, name].join('.');
  }

  private fresh(kind: string): string {
    for (;;) {
      const name = `${this.qualified(kind)}:${this.serial++}`;
      if (!this.values.has(name)) return name;
    }
  }

  /** An output carries the name that the user gave it: its tensor is renamed, or copied where it has another name to keep. */
  private outputNames(): { rename: Map<string, string>; copies: Node[] } {
    const rename = new Map<string, string>();
    const copies: Node[] = [];
    const fixed = new Set([...this.inputs.map((input) => input.name), ...this.initializers.keys()]);
    for (const [name, value] of this.outputs) {
      if (value.name === name) continue;
      if (this.values.has(name))
        throw new Error(
          `the output "${name}" of the graph "${this.name}" has the name of another tensor of it`,
        );
      if (fixed.has(value.name) || rename.has(value.name) || this.outputs.has(value.name))
        copies.push({ op: 'Identity', inputs: [value.name], outputs: [name], attributes: {} });
      else rename.set(value.name, name);
    }
    return { rename, copies };
  }
}
