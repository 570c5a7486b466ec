import { totalmem } from 'node:os';
import { buildGradientGraph } from '../autodiff/backward';
import type { BuiltGraph } from '../onnx/builder';
import { elementCount } from '../onnx/dataTypes';
import { peakBytes } from '../onnx/liveMemory';
import { Failure } from '../platform/failure';
import type { HostTensor } from '../runtime/session';

/** Bytes that a training takes, by what they are for. */
export interface MemoryNeed {
  /** Weights with their gradients, moments and averages, in one piece. */
  readonly weights: number;
  /** Their copies while a checkpoint is written. */
  readonly copies: number;
  /** What lies between the layers in the largest pass. */
  readonly pass: number;
  /** All of it, with the program itself. */
  readonly total: number;
}

/** Node, ONNX Runtime and the documents, about. */
const program = 400 * 2 ** 20;
/** Of what a pass needs at one time; memory that was freed has gaps. */
const gaps = 1.3;
/** A WebAssembly memory cannot be larger. */
const onePiece = 4 * 2 ** 30;

/**
 * @param feeds of the largest pass
 * @param keepsAverages whether averaged weights are kept
 */
export function memoryNeed(
  built: BuiltGraph,
  feeds: Readonly<Record<string, HostTensor>>,
  keepsAverages: boolean,
): MemoryNeed {
  const bytes = (trainable: boolean) =>
    4 *
    built.parameters
      .filter((parameter) => parameter.trainable === trainable)
      .reduce((sum, { shape }) => sum + elementCount(shape), 0);
  const [learning, frozen] = [bytes(true), bytes(false)];
  const weights = (keepsAverages ? 6 : 5) * learning + frozen;
  const copies = (keepsAverages ? 4 : 3) * learning + frozen;
  const { graph, values } = buildGradientGraph(built, 'loss');
  const symbols = new Map<string, number>();
  for (const { name, shape } of graph.inputs)
    for (const [axis, dimension] of shape.entries())
      if (typeof dimension === 'string' && feeds[name]) symbols.set(dimension, feeds[name].dims[axis]);
  const pass = gaps * peakBytes(graph, values, symbols);
  return { weights, copies, pass, total: weights + copies + pass + program };
}

const amount = (bytes: number): string =>
  bytes < 2 ** 30 ? `${Math.ceil(bytes / 2 ** 20)} MiB` : `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/** @returns a line for the person */
export const describeNeed = ({ weights, copies, pass, total }: MemoryNeed): string =>
  `The training needs about ${amount(total)} of memory: ${amount(weights)} for weights and what learning keeps of them, ${amount(copies)} while a checkpoint is written, ${amount(pass)} for a pass.`;

/** @throws Failure with a sentence where this computer cannot have so much */
export function checkMemory(need: MemoryNeed, available = ownMemory()): void {
  if (need.total <= available && need.weights <= onePiece) return;
  const limit =
    need.weights > onePiece
      ? `weights and what learning keeps of them must be below ${amount(onePiece)}`
      : `this computer has ${amount(available)}`;
  throw new Failure(
    `${describeNeed(need)} That is too much: ${limit}. In the config, frozenLayers lets a part of the encoder stay as it is, and a smaller passWords makes passes smaller; or take a smaller base.`,
  );
}

/** Of this computer, or of the container that we run in. */
const ownMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
