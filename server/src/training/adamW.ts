/**
 * AdamW with decoupled weight decay, gradient clipping by global norm and averaged weights, over one WebAssembly memory.
 * @see Loshchilov & Hutter 2019, "Decoupled weight decay regularization", algorithm 2
 */
import type { Parameter } from '../onnx/builder';
import kernelBytes from './adamW.wasm';
import { linkKernel } from './kernel';
import type { Slot, WeightMemory } from './weights';

export interface AdamWOptions {
  /** Decay of the running mean and of the running mean of squares; 0.9 and 0.98. */
  readonly betas?: readonly [number, number];
  readonly epsilon?: number;
  /** Weights shrink by learning rate × decay a step; 0.01. */
  readonly weightDecay?: number;
  /** Which parameters decay; by default those of two or more axes, not biases and norms. */
  readonly decays?: (parameter: Parameter) => boolean;
  /** Gradients are scaled down to this global norm where it is exceeded; 1. */
  readonly clip?: number;
  /** Decay of averaged weights a step, e.g. 0.995; left out, no average is kept. */
  readonly average?: number;
}

export type AdamWSettings = Required<Omit<AdamWOptions, 'average'>> & Pick<AdamWOptions, 'average'>;

export const adamWSettings = (options: AdamWOptions): AdamWSettings => ({
  betas: [0.9, 0.98],
  epsilon: 1e-8,
  weightDecay: 0.01,
  decays: ({ shape }) => shape.length >= 2,
  clip: 1,
  ...options,
});

/** What changes from update to update. @param steps updates made, this one included */
export const updateFactors = (
  { betas: [beta1, beta2], weightDecay, average }: AdamWSettings,
  learningRate: number,
  steps: number,
) => ({
  meanRate: learningRate / (1 - beta1 ** steps),
  squareCorrection: 1 / Math.sqrt(1 - beta2 ** steps),
  keep: 1 - learningRate * weightDecay,
  averageDecay: average === undefined ? undefined : averageDecay(average, steps),
});

/** @throws Error where it is not finite @param steps updates made before */
export function checkNorm(norm: number, steps: number): number {
  if (Number.isFinite(norm)) return norm;
  throw new Error(
    `Training diverged in step ${steps + 1}: the gradient is not a finite number. Lower the learning rate or check the examples.`,
  );
}

interface Kernel {
  sumOfSquares(values: number, count: number): number;
  scale(target: number, source: number, count: number, factor: number): void;
  blend(target: number, source: number, count: number, keep: number, factor: number): void;
  adamW(
    weights: number,
    gradients: number,
    means: number,
    squares: number,
    count: number,
    gradientScale: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    meanRate: number,
    squareCorrection: number,
    keep: number,
  ): void;
}

export class AdamW {
  private readonly kernel: Kernel;
  private readonly settings: AdamWSettings;
  /** Updates made so far. */
  steps = 0;
  /** Address of the block that holds the sum of gradients: that of a single pass stays where ONNX Runtime wrote it. */
  private sum: number;

  constructor(
    private readonly memory: WeightMemory,
    options: AdamWOptions,
  ) {
    this.kernel = linkKernel(kernelBytes, memory.memory);
    this.settings = adamWSettings(options);
    this.sum = memory.collected;
  }

  /** Before a pass that adds to a sum: its gradients will lie where those of a single pass were left. */
  makeRoom(): void {
    const { gradients, collected, trainableCount } = this.memory;
    if (this.sum === gradients) this.kernel.scale(collected, gradients, trainableCount, 1);
    this.sum = collected;
  }

  /** Adds `weight` × the gradients of one pass to those collected before, after `makeRoom`; `first` starts a new sum. */
  collect(first: boolean, weight: number): void {
    const { gradients, collected, trainableCount } = this.memory;
    this.sum = first && weight === 1 ? gradients : collected;
    if (this.sum === gradients) return;
    if (first) this.kernel.scale(collected, gradients, trainableCount, weight);
    else this.kernel.blend(collected, gradients, trainableCount, 1, weight);
  }

  /**
   * Updates all trainable weights from the collected gradients.
   * @returns the global norm of the gradients before clipping
   * @throws Error where it is not finite; no weight has changed then
   */
  update(learningRate: number): number {
    const { memory, kernel, settings } = this;
    const norm = checkNorm(Math.sqrt(kernel.sumOfSquares(this.sum, memory.trainableCount)), this.steps);
    this.steps++;
    const factors = updateFactors(settings, learningRate, this.steps);
    const scale = Math.min(1, settings.clip / (norm + 1e-6));
    for (const slot of memory.trainable) this.updateSlot(slot, scale, factors);
    if (memory.averages !== undefined) {
      const decay = factors.averageDecay!;
      kernel.blend(memory.averages, memory.weights, memory.trainableCount, decay, 1 - decay);
    }
    return norm;
  }

  private updateSlot(
    { parameter, first, count }: Slot,
    gradientScale: number,
    { meanRate, squareCorrection, keep }: ReturnType<typeof updateFactors>,
  ): void {
    const { memory, settings } = this;
    const [beta1, beta2] = settings.betas;
    const at = first * 4;
    this.kernel.adamW(
      memory.weights + at,
      this.sum + at,
      memory.means + at,
      memory.squares + at,
      count,
      gradientScale,
      beta1,
      beta2,
      settings.epsilon,
      meanRate,
      squareCorrection,
      settings.decays(parameter) ? keep : 1,
    );
  }
}

/** The average forgets its random start quickly: it decays faster while few steps are made. */
const averageDecay = (decay: number, steps: number): number => Math.min(decay, (1 + steps) / (10 + steps));
