/**
 * What must hold of a model file before ONNX Runtime sees it. The runtime trusts its input: a Loop may run for ever, and external
 * data may name any file of the computer. Walking the file takes milliseconds and runs nothing of it.
 */
import { open } from 'node:fs/promises';
import { dataTypeOfCode, dataTypes, elementCount } from '../onnx/dataTypes';
import { fields, graphOf, opsetImports, readModel, standardDomain } from '../onnx/proto';
import { MalformedMessage, type Message } from '../onnx/protobuf';
import { allowedOperators } from './allowedOperators';

export interface ModelLimits {
  readonly bytes: number;
  readonly nodes: number;
}

/** 2 GiB is what the file format allows; the largest encoder models have some ten thousand nodes. */
const defaultLimits: ModelLimits = { bytes: 2 ** 31 - 1, nodes: 200_000 };

/**
 * Reads a model file and checks it.
 * @returns its bytes: make the session from these, so that what runs is what was checked
 * @throws Error with one sentence that names the file and says what is wrong and, where something can be done, what
 */
export async function checkModelFile(path: string, limits: ModelLimits = defaultLimits): Promise<Uint8Array> {
  const bytes = await readWhole(path, limits.bytes);
  try {
    checkModel(bytes, limits);
  } catch (error) {
    if (error instanceof RefusedModel)
      throw new Error(`The model file ${path} is refused: ${error.message}.`);
    if (error instanceof MalformedMessage) {
      throw new Error(
        `${path} is no ONNX model, or a damaged one: ${error.message}; copy or download it again.`,
      );
    }
    throw error;
  }
  return bytes;
}

/** A whole ONNX file that asks for something that models may not do here. */
class RefusedModel extends Error {}

async function readWhole(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error(`The model file ${path} is missing.`);
    throw new Error(`The model file ${path} cannot be read (${error.code}).`);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Error(`${path} is no file, where an ONNX model was expected.`);
    if (stat.size === 0) throw new Error(`The model file ${path} is empty; copy or download it again.`);
    if (stat.size > limit)
      throw new Error(`The model file ${path} is too large: ${stat.size} bytes, at most ${limit} are read.`);
    // Not a Buffer: cutting those into parts takes longer.
    const { buffer, byteOffset, length } = await file.readFile();
    return new Uint8Array(buffer, byteOffset, length);
  } finally {
    await file.close();
  }
}

/** @throws MalformedMessage where the bytes are no whole ONNX file, RefusedModel where it asks for too much */
function checkModel(bytes: Uint8Array, limits: ModelLimits): void {
  const model = readModel(bytes);
  const graph = graphOf(model);
  const imports = opsetImports(model);
  if (!imports.has('')) throw new MalformedMessage('it does not say which ONNX operator set it uses');
  if (model.has(fields.model.functions))
    throw new RefusedModel('it defines operators of its own, which is not supported');
  if (graph.has(fields.graph.sparseInitializer))
    throw new RefusedModel('it holds sparse tensors, which are not supported');
  if (!graph.has(fields.graph.output)) throw new MalformedMessage('its graph has no output');
  for (const tensor of graph.messages(fields.graph.initializer, (index) => `tensor ${index + 1}`))
    checkTensor(tensor);
  const nodes = graph.messages(fields.graph.node, (index) => `node ${index + 1}`);
  if (nodes.length > limits.nodes)
    throw new RefusedModel(`it has ${nodes.length} nodes, at most ${limits.nodes} are allowed`);
  for (const node of nodes) checkNode(node);
}

function checkNode(node: Message): void {
  const op = node.text(fields.node.op);
  const domain = standardDomain(node.text(fields.node.domain));
  if (domain !== '') {
    throw new RefusedModel(
      `${node.what} is the operator ${op} of the domain "${domain}", but only standard ONNX operators are allowed`,
    );
  }
  if (!allowedOperators.has(op)) {
    throw new RefusedModel(
      `${node.what} is the operator ${op || '(no name)'}, which is not among those that models may use`,
    );
  }
  for (const attribute of node.messages(
    fields.node.attribute,
    () => `an attribute of ${node.what} (${op})`,
  )) {
    if (attribute.has(fields.attribute.graph) || attribute.has(fields.attribute.graphs)) {
      throw new RefusedModel(`${attribute.what} is a graph inside the graph, which is not supported`);
    }
    const tensor = attribute.message(fields.attribute.tensor, attribute.what);
    if (tensor) checkTensor(tensor);
  }
}

function checkTensor(tensor: Message): void {
  const f = fields.tensor;
  const name = tensor.text(f.name);
  const what = name ? `${tensor.what} ("${name}")` : tensor.what;
  if (tensor.has(f.externalData) || tensor.int(f.location) !== 0n) {
    const entries = tensor.messages(f.externalData, () => what);
    const location = entries
      .find((entry) => entry.text(fields.entry.key) === 'location')
      ?.text(fields.entry.value);
    throw new RefusedModel(
      `${what} is kept outside of it${location ? ` (in "${location}")` : ''}, but a model must be whole in its one file`,
    );
  }
  const dataType = dataTypeOfCode(tensor.size(f.dataType));
  if (!dataType)
    throw new RefusedModel(
      `${what} is of the ONNX data type ${tensor.size(f.dataType)}, which is not supported`,
    );
  const expected = elementCount(tensor.sizes(f.dims));
  const raw = tensor.bytes(f.raw);
  const held = raw
    ? raw.length / dataTypes[dataType].bytes
    : tensor.floats(f.floats).length + tensor.ints(f.int32s).length + tensor.ints(f.int64s).length;
  if (held !== expected)
    throw new MalformedMessage(`${what} should hold ${expected} values, but holds ${held}`);
}
