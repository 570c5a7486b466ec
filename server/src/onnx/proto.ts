/**
 * Graphs in the ONNX wire format and back. Field numbers are those of onnx.proto3.
 * @see https://github.com/onnx/onnx/blob/v1.15.0/onnx/onnx.proto3
 */
import { dataTypeOfCode, dataTypes, elementCount } from './dataTypes';
import type {
  Attribute,
  Attributes,
  DataType,
  Dimension,
  Graph,
  Node,
  Tensor,
  TensorData,
  ValueInfo,
} from './ir';
import { opset } from './ir';
import { MalformedMessage, Message, MessageWriter } from './protobuf';

/** IR version that came with operator set 20 (ONNX 1.15). */
const irVersion = 9;

export const fields = {
  model: { irVersion: 1, producer: 2, graph: 7, opsetImport: 8, metadata: 14, functions: 25 },
  opset: { domain: 1, version: 2 },
  graph: { node: 1, name: 2, initializer: 5, input: 11, output: 12, sparseInitializer: 15 },
  node: { input: 1, output: 2, name: 3, op: 4, attribute: 5, domain: 7 },
  attribute: {
    name: 1,
    float: 2,
    int: 3,
    text: 4,
    tensor: 5,
    graph: 6,
    floats: 7,
    ints: 8,
    graphs: 11,
    type: 20,
  },
  tensor: {
    dims: 1,
    dataType: 2,
    floats: 4,
    int32s: 5,
    int64s: 7,
    name: 8,
    raw: 9,
    externalData: 13,
    location: 14,
  },
  value: { name: 1, type: 2 },
  type: { tensor: 1 },
  tensorType: { element: 1, shape: 2 },
  shape: { dimension: 1 },
  dimension: { value: 1, symbol: 2 },
  entry: { key: 1, value: 2 },
} as const;

/** Codes of AttributeProto.AttributeType. */
const attributeTypes = { float: 1, int: 2, text: 3, tensor: 4, floats: 6, ints: 7 } as const;

/** @param metadata goes into the model's metadata_props, which any ONNX viewer shows */
export function encodeModel(graph: Graph, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const f = fields.model;
  const model = new MessageWriter()
    .int(f.irVersion, irVersion)
    .text(f.producer, 'BioGloss')
    .message(f.graph, encodeGraph(graph))
    .message(
      f.opsetImport,
      new MessageWriter().text(fields.opset.domain, '').int(fields.opset.version, opset),
    );
  for (const [key, value] of Object.entries(metadata)) {
    model.message(
      f.metadata,
      new MessageWriter().text(fields.entry.key, key).text(fields.entry.value, value),
    );
  }
  return model.finish();
}

function encodeGraph(graph: Graph): MessageWriter {
  const f = fields.graph;
  const message = new MessageWriter().text(f.name, graph.name);
  for (const node of graph.nodes) message.message(f.node, encodeNode(node));
  for (const [name, tensor] of graph.initializers) message.message(f.initializer, encodeTensor(tensor, name));
  for (const input of graph.inputs) message.message(f.input, encodeValueInfo(input));
  for (const output of graph.outputs) message.message(f.output, encodeValueInfo(output));
  return message;
}

function encodeNode(node: Node): MessageWriter {
  const f = fields.node;
  const message = new MessageWriter().text(f.op, node.op);
  for (const name of node.inputs) message.text(f.input, name);
  for (const name of node.outputs) message.text(f.output, name);
  for (const [name, value] of Object.entries(node.attributes))
    message.message(f.attribute, encodeAttribute(name, value));
  return message;
}

function encodeAttribute(name: string, value: Attribute): MessageWriter {
  const f = fields.attribute;
  const message = new MessageWriter().text(f.name, name);
  if (typeof value === 'number') return message.float(f.float, value).int(f.type, attributeTypes.float);
  if (typeof value === 'bigint') return message.int(f.int, value).int(f.type, attributeTypes.int);
  if (typeof value === 'string') return message.text(f.text, value).int(f.type, attributeTypes.text);
  if ('dataType' in value)
    return message.message(f.tensor, encodeTensor(value)).int(f.type, attributeTypes.tensor);
  // An empty list is written as INTS: operators with optional lists (axes, pads) all take integers.
  if (value.every((element) => typeof element === 'bigint')) {
    return message.packedInts(f.ints, value).int(f.type, attributeTypes.ints);
  }
  return message.packedFloats(f.floats, value as readonly number[]).int(f.type, attributeTypes.floats);
}

function encodeTensor({ dataType, shape, data }: Tensor, name?: string): MessageWriter {
  const f = fields.tensor;
  if (data.length !== elementCount(shape)) {
    throw new Error(
      `tensor ${name ?? ''} of shape [${shape}] needs ${elementCount(shape)} values, but has ${data.length}`,
    );
  }
  const message = new MessageWriter().packedInts(f.dims, shape).int(f.dataType, dataTypes[dataType].code);
  if (name !== undefined) message.text(f.name, name);
  return message.bytes(f.raw, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function encodeValueInfo({ name, dataType, shape }: ValueInfo): MessageWriter {
  const dimensions = new MessageWriter();
  for (const size of shape) {
    const dimension = new MessageWriter();
    if (typeof size === 'number') dimension.int(fields.dimension.value, size);
    else dimension.text(fields.dimension.symbol, size);
    dimensions.message(fields.shape.dimension, dimension);
  }
  const tensorType = new MessageWriter()
    .int(fields.tensorType.element, dataTypes[dataType].code)
    .message(fields.tensorType.shape, dimensions);
  return new MessageWriter()
    .text(fields.value.name, name)
    .message(fields.value.type, new MessageWriter().message(fields.type.tensor, tensorType));
}

/**
 * Reads a graph that `encodeModel` wrote, or one by others that keeps to the same ground: standard operators of the same operator
 * set, no subgraphs, all tensors inside the file.
 * @throws MalformedMessage with a sentence that says what is wrong; tensors are copied out of `bytes`
 */
export function decodeModel(bytes: Uint8Array): Graph {
  const model = readModel(bytes);
  for (const [domain, version] of opsetImports(model)) {
    if (domain === '' && version !== opset) {
      throw new MalformedMessage(
        `the model is written in ONNX operator set ${version}; graphs are read in operator set ${opset} only`,
      );
    }
  }
  return decodeGraph(graphOf(model));
}

/** @returns what `encodeModel` was given as metadata, or what the model's maker wrote */
export function decodeMetadata(bytes: Uint8Array): Record<string, string> {
  const entries = readModel(bytes).messages(fields.model.metadata, () => 'an entry of the metadata');
  return Object.fromEntries(
    entries.map((entry) => [entry.text(fields.entry.key), entry.text(fields.entry.value)]),
  );
}

export const readModel = (bytes: Uint8Array): Message => new Message(bytes, 'the file');

/** @throws MalformedMessage where the message has no graph, which tells any other protocol buffer from an ONNX model */
export function graphOf(model: Message): Message {
  const graph = model.message(fields.model.graph, 'the graph');
  if (!graph || model.int(fields.model.irVersion) <= 0n)
    throw new MalformedMessage('the file holds no ONNX graph');
  return graph;
}

/** Operator sets that the model uses: domain → version; '' is standard ONNX. */
export function opsetImports(model: Message): Map<string, number> {
  const imports = model.messages(fields.model.opsetImport, () => 'an operator set import');
  return new Map(
    imports.map((entry) => [
      standardDomain(entry.text(fields.opset.domain)),
      entry.size(fields.opset.version),
    ]),
  );
}

/** 'ai.onnx' is the long name of the standard domain. */
export const standardDomain = (domain: string): string => (domain === 'ai.onnx' ? '' : domain);

function decodeGraph(graph: Message): Graph {
  const f = fields.graph;
  if (graph.has(f.sparseInitializer))
    throw new MalformedMessage('the graph holds sparse tensors, which are not supported');
  const values = (field: number, kind: string) =>
    graph.messages(field, (index) => `${kind} ${index + 1} of the graph`).map(decodeValueInfo);
  const initializers = graph.messages(f.initializer, (index) => `tensor ${index + 1} of the graph`);
  return {
    name: graph.text(f.name),
    inputs: values(f.input, 'input'),
    outputs: values(f.output, 'output'),
    initializers: new Map(
      initializers.map((tensor) => [tensor.text(fields.tensor.name), decodeTensor(tensor)]),
    ),
    nodes: graph.messages(f.node, (index) => `node ${index + 1} of the graph`).map(decodeNode),
  };
}

function decodeNode(node: Message): Node {
  const f = fields.node;
  const op = node.text(f.op);
  const domain = standardDomain(node.text(f.domain));
  if (domain !== '')
    throw new MalformedMessage(`${node.what} is the operator ${op} of the foreign domain ${domain}`);
  const attributes: Attributes = Object.fromEntries(
    node.messages(f.attribute, () => `an attribute of ${node.what} (${op})`).map(decodeAttribute),
  );
  return { op, inputs: node.texts(f.input), outputs: node.texts(f.output), attributes };
}

function decodeAttribute(attribute: Message): [string, Attribute] {
  const f = fields.attribute;
  const name = attribute.text(f.name);
  const type = attribute.size(f.type);
  if (type === attributeTypes.float) return [name, attribute.floats(f.float).at(-1) ?? 0];
  if (type === attributeTypes.int) return [name, attribute.int(f.int)];
  if (type === attributeTypes.text) return [name, attribute.text(f.text)];
  if (type === attributeTypes.floats) return [name, attribute.floats(f.floats)];
  if (type === attributeTypes.ints) return [name, attribute.ints(f.ints)];
  const tensor = type === attributeTypes.tensor ? attribute.message(f.tensor, attribute.what) : undefined;
  if (tensor) return [name, decodeTensor(tensor)];
  throw new MalformedMessage(
    `${attribute.what}, "${name}", is of a kind that is not supported (type ${type})`,
  );
}

function decodeTensor(tensor: Message): Tensor {
  const f = fields.tensor;
  const what = `${tensor.what} (${tensor.text(f.name) || 'no name'})`;
  if (tensor.has(f.externalData) || tensor.int(f.location) !== 0n) {
    throw new MalformedMessage(`${what} keeps its values outside the model file`);
  }
  const dataType = decodeDataType(tensor, f.dataType);
  const shape = tensor.sizes(f.dims);
  const data = tensorData(tensor, dataType);
  if (data.length !== elementCount(shape)) {
    throw new MalformedMessage(
      `${what} of shape [${shape}] should hold ${elementCount(shape)} values, but holds ${data.length}`,
    );
  }
  return { dataType, shape, data };
}

/** Values stand in `raw_data`, or in a list by type; small types share the list of 32-bit integers. */
function tensorData(tensor: Message, dataType: DataType): TensorData {
  const f = fields.tensor;
  const { bytes, array } = dataTypes[dataType];
  const raw = tensor.bytes(f.raw);
  if (raw) {
    if (raw.length % bytes !== 0)
      throw new MalformedMessage(
        `${tensor.what} holds ${raw.length} bytes, no whole number of ${dataType} values`,
      );
    return new array(new Uint8Array(raw).buffer);
  }
  if (dataType === 'float32') return Float32Array.from(tensor.floats(f.floats));
  if (dataType === 'int64') return BigInt64Array.from(tensor.ints(f.int64s));
  const values = tensor.ints(f.int32s);
  const data = new array(new ArrayBuffer(values.length * bytes)) as Exclude<TensorData, BigInt64Array>;
  for (const [index, value] of values.entries()) data[index] = Number(value);
  return data;
}

function decodeValueInfo(value: Message): ValueInfo {
  const name = value.text(fields.value.name);
  const what = `${value.what} (${name || 'no name'})`;
  const tensorType = value.message(fields.value.type, what)?.message(fields.type.tensor, what);
  const shape = tensorType?.message(fields.tensorType.shape, what);
  if (!tensorType || !shape) throw new MalformedMessage(`${what} is no tensor of known rank`);
  const dimensions = shape.messages(fields.shape.dimension, () => what);
  return {
    name,
    dataType: decodeDataType(tensorType, fields.tensorType.element),
    shape: dimensions.map((dimension, axis): Dimension => {
      if (dimension.has(fields.dimension.value)) return dimension.size(fields.dimension.value);
      return dimension.text(fields.dimension.symbol) || `${name}.${axis}`;
    }),
  };
}

function decodeDataType(message: Message, field: number): DataType {
  const code = message.size(field);
  const dataType = dataTypeOfCode(code);
  if (!dataType)
    throw new MalformedMessage(`${message.what} is of the ONNX data type ${code}, which is not supported`);
  return dataType;
}
