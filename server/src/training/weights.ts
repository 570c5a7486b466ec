import { randomSequence } from '../numbers/randomNumbers';
import type { Parameter } from '../onnx/builder';
import { elementCount } from '../onnx/dataTypes';
import type { Tensor } from '../onnx/ir';
import type { HostTensors } from '../runtime/session';
import { kernelMemory, kernelMemoryStart, padded } from './kernel';

/** Where one parameter lies: elements from the start of its block, the count padded to whole cache lines. */
export interface Slot {
  readonly parameter: Parameter;
  readonly first: number;
  readonly count: number;
}

/**
 * All numbers of a training run in one WebAssembly memory: trainable weights, the gradients that ONNX Runtime writes, collected
 * gradients, AdamW's moments and averaged weights as blocks of one layout, then frozen weights. Addresses are in bytes. Blocks that
 * are never touched cost no real memory.
 */
export class WeightMemory {
  readonly memory: WebAssembly.Memory;
  readonly trainable: readonly Slot[];
  readonly frozen: readonly Slot[];
  /** Padded elements of each trainable block. */
  readonly trainableCount: number;
  readonly weights: number;
  readonly gradients: number;
  readonly collected: number;
  readonly means: number;
  readonly squares: number;
  readonly averages: number | undefined;
  private readonly frozenWeights: number;

  constructor(parameters: readonly Parameter[], keepsAverages: boolean) {
    this.trainable = layOut(parameters.filter(({ trainable }) => trainable));
    this.frozen = layOut(parameters.filter(({ trainable }) => !trainable));
    this.trainableCount = total(this.trainable);
    const blockBytes = this.trainableCount * 4;
    const blocks = keepsAverages ? 6 : 5;
    const block = (index: number) => kernelMemoryStart + index * blockBytes;
    [this.weights, this.gradients, this.collected, this.means, this.squares] = [0, 1, 2, 3, 4].map(block);
    this.averages = keepsAverages ? block(5) : undefined;
    this.frozenWeights = block(blocks);
    this.memory = kernelMemory(blocks * blockBytes + total(this.frozen) * 4);
  }

  /** Draws every parameter's initial values, each from its own sequence: a parameter more or less changes no other. */
  initialize(seed: number): void {
    for (const [name, values] of this.allWeights()) {
      const { parameter } = this.slot(name);
      values.set(parameter.initial(parameter.shape, randomSequence(seed, name)));
    }
    if (this.averages !== undefined) this.all(this.averages).set(this.all(this.weights));
  }

  /** Views of all weights by name, frozen ones included. */
  allWeights(): Map<string, Float32Array> {
    return new Map([
      ...this.views(this.trainable, this.weights),
      ...this.views(this.frozen, this.frozenWeights),
    ]);
  }

  /** Views of the trainable parameters' part in one of the blocks, by name. */
  block(address: number): Map<string, Float32Array> {
    return new Map(this.views(this.trainable, address));
  }

  /** One block as a whole, padding included. */
  all(address: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, this.trainableCount);
  }

  /** Any of these views as feeds or places of results. Nothing is copied. */
  tensors(views: ReadonlyMap<string, Float32Array>): HostTensors {
    const parameters = [...this.trainable, ...this.frozen].map(({ parameter }) => parameter);
    const tensors = [...weightTensors(parameters, views)];
    return Object.fromEntries(
      tensors.map(([name, { dataType, shape, data }]) => [name, { dataType, dims: shape, data }]),
    );
  }

  slot(name: string): Slot {
    return [...this.trainable, ...this.frozen].find(({ parameter }) => parameter.name === name)!;
  }

  private views(slots: readonly Slot[], address: number): [string, Float32Array][] {
    return slots.map(({ parameter, first }) => [
      parameter.name,
      new Float32Array(this.memory.buffer, address + first * 4, elementCount(parameter.shape)),
    ]);
  }
}

function layOut(parameters: readonly Parameter[]): Slot[] {
  let first = 0;
  return parameters.map((parameter) => {
    const slot = { parameter, first, count: padded(elementCount(parameter.shape)) };
    first += slot.count;
    return slot;
  });
}

const total = (slots: readonly Slot[]): number => slots.reduce((sum, { count }) => sum + count, 0);

/** Weights in the shapes of their parameters, by name, which is all that a model file holds of them. Nothing is copied. */
export function weightTensors(
  parameters: readonly Parameter[],
  weights: ReadonlyMap<string, Float32Array>,
): Map<string, Tensor> {
  const named = parameters.filter(({ name }) => weights.has(name));
  return new Map(
    named.map(({ name, shape }) => [name, { dataType: 'float32', shape, data: weights.get(name)! }]),
  );
}
