/** Runs a differentiated graph over batches and updates its weights. */
import type { BuiltGraph, Parameter } from '../onnx/builder';
import type { Attempt, Device } from '../runtime/device';
import type { HostTensors } from '../runtime/session';
import type { AdamWOptions } from './adamW';
import { DropoutMasks } from './dropoutMasks';
import { chooseExecutor, executorOn } from './execution/chooseExecutor';
import type { Executor } from './execution/executor';
import { type TrainedGraph, trainedGraph } from './execution/trainedGraph';
import { WeightMemory } from './weights';

export interface TrainingSessionOptions {
  /** The output of the graph to make small: one float32 number. */
  readonly loss: string;
  /** Seeds the initial weights and the random masks. With one thread, equal seeds give equal weights, bit by bit. */
  readonly seed: number;
  readonly threads?: number;
  readonly optimizer?: AdamWOptions;
  /** Where it runs; the CPU where not given. */
  readonly device?: Device;
  /** Told at the first pass, by which the device is chosen: those that were tried, the chosen one last. */
  readonly chosen?: (attempts: readonly Attempt[]) => void;
  /** Path prefix of a Chrome trace of every operator. */
  readonly profile?: string;
}

export interface PassResult {
  readonly loss: number;
  /** All outputs of the graph but the loss. */
  readonly outputs: HostTensors;
}

export interface StepResult extends PassResult {
  /** Global norm of the gradient before clipping. */
  readonly gradientNorm: number;
}

/** Everything that a run needs to go on exactly as if it had not stopped. Maps go from parameter names to copies of values. */
export interface TrainingState {
  readonly seed: number;
  /** Updates made. */
  readonly steps: number;
  /** Forward and backward passes made; the masks are drawn from this counter. */
  readonly passes: number;
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly means: ReadonlyMap<string, Float32Array>;
  readonly squares: ReadonlyMap<string, Float32Array>;
  readonly averages?: ReadonlyMap<string, Float32Array>;
}

export class TrainingSession {
  /** All weights by name, frozen ones included, as they are before the first step: `change` writes into them. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly parameters: readonly Parameter[];
  private readonly masks: DropoutMasks;
  private executor: Executor | undefined;
  private passes = 0;
  private collectedPasses = 0;
  /** Updates made so far. */
  private updates = 0;

  private constructor(
    built: BuiltGraph,
    private readonly graph: TrainedGraph,
    private readonly memory: WeightMemory,
    private readonly options: TrainingSessionOptions,
  ) {
    this.parameters = built.parameters;
    this.weights = memory.allWeights();
    this.masks = new DropoutMasks(built, options.seed);
  }

  /**
   * @param built a forward graph, written with `training: true`, whose outputs include the loss
   * @throws Error where the graph cannot be differentiated, or a trainable parameter does not matter for the loss
   */
  static create(built: BuiltGraph, options: TrainingSessionOptions): TrainingSession {
    const graph = trainedGraph(built, options.loss);
    const memory = new WeightMemory(built.parameters, options.optimizer?.average !== undefined);
    memory.initialize(options.seed);
    return new TrainingSession(built, graph, memory, options);
  }

  get steps(): number {
    return this.updates;
  }

  /** One forward and backward pass over `feeds`, then one update. */
  async step(feeds: HostTensors, { learningRate }: { learningRate: number }): Promise<StepResult> {
    const pass = await this.accumulate(feeds, 1);
    return { ...pass, gradientNorm: await this.update({ learningRate }) };
  }

  /** One pass whose gradient, times `weight`, joins those that the next `update` uses. The loss comes back unweighted. */
  async accumulate(feeds: HostTensors, weight = 1): Promise<PassResult> {
    const masks = this.masks.draw(feeds, this.passes);
    this.passes++;
    const first = this.collectedPasses === 0;
    const inputs = { ...feeds, ...masks };
    this.executor ??= await this.chooseExecutor(inputs);
    const { [this.options.loss]: loss, ...outputs } = await this.executor.pass(inputs, weight, first);
    this.collectedPasses++;
    return { loss: Number(loss.data[0]), outputs };
  }

  /** One AdamW update from all gradients since the last. @returns their global norm before clipping */
  async update({ learningRate }: { learningRate: number }): Promise<number> {
    if (this.collectedPasses === 0 || !this.executor)
      throw new Error('There is no gradient to update from: accumulate comes before update.');
    this.collectedPasses = 0;
    const norm = await this.executor.update(learningRate, this.updates);
    this.updates++;
    return norm;
  }

  /** All weights by name as they are now: live views. */
  async learned(): Promise<ReadonlyMap<string, Float32Array>> {
    await this.executor?.pull();
    return this.weights;
  }

  /** Forgets the passes since the last update, as if they had not been made. */
  forgetPasses(): void {
    this.passes -= this.collectedPasses;
    this.collectedPasses = 0;
  }

  /** Averaged weights by name, frozen ones as they are: live views. @throws Error where `optimizer.average` was not set */
  async averaged(): Promise<ReadonlyMap<string, Float32Array>> {
    if (this.memory.averages === undefined)
      throw new Error('No averaged weights are kept: the option optimizer.average is not set.');
    await this.executor?.pull();
    return new Map([...this.weights, ...this.memory.block(this.memory.averages)]);
  }

  /** A copy of everything that the run's future depends on. Only between an update and the next pass. */
  async state(): Promise<TrainingState> {
    if (this.collectedPasses > 0)
      throw new Error('The state can be saved between steps only: collected gradients are not part of it.');
    await this.executor?.pull();
    const { memory, passes, steps, options } = this;
    return {
      seed: options.seed,
      steps,
      passes,
      weights: copies(this.weights),
      means: copies(memory.block(memory.means)),
      squares: copies(memory.block(memory.squares)),
      ...(memory.averages !== undefined && { averages: copies(memory.block(memory.averages)) }),
    };
  }

  /** @throws Error where the state belongs to another network, seed or optimizer */
  restore(state: TrainingState): void {
    const { memory } = this;
    if (state.seed !== this.options.seed) {
      throw new Error(
        `The saved run has the seed ${state.seed}, this one ${this.options.seed}: it cannot be continued.`,
      );
    }
    if ((state.averages === undefined) !== (memory.averages === undefined)) {
      throw new Error(
        'The saved run and this one differ in whether they average weights: it cannot be continued.',
      );
    }
    overwrite(this.weights, state.weights);
    overwrite(memory.block(memory.means), state.means);
    overwrite(memory.block(memory.squares), state.squares);
    if (memory.averages !== undefined) overwrite(memory.block(memory.averages), state.averages!);
    this.executor?.push();
    this.updates = state.steps;
    this.passes = state.passes;
    this.collectedPasses = 0;
  }

  /** Takes over weights by name, for instance of a model to fine-tune; averages start from them. Names not given stay. */
  load(weights: ReadonlyMap<string, Float32Array>): Promise<void> {
    return this.change((targets) => {
      for (const [name, values] of weights) {
        const target = targets.get(name);
        if (!target) throw new Error(`The network has no parameter "${name}".`);
        checkLength(name, target, values);
        target.set(values);
      }
    });
  }

  /** Lets somebody write into the weights; averages start from what they are then. */
  async change(write: (weights: ReadonlyMap<string, Float32Array>) => void | Promise<void>): Promise<void> {
    const { memory } = this;
    await this.executor?.pull();
    await write(this.weights);
    if (memory.averages !== undefined) memory.all(memory.averages).set(memory.all(memory.weights));
    this.executor?.push();
  }

  /** Frees the native session; the weights stay readable as long as someone holds them. */
  async release(): Promise<void> {
    await this.executor?.release();
  }

  private async chooseExecutor(trial: HostTensors): Promise<Executor> {
    const { optimizer = {}, threads = 0, profile, device = 'cpu', chosen } = this.options;
    const execution = { graph: this.graph, memory: this.memory, optimizer, threads, profile };
    if (device === 'cpu') return executorOn('cpu', execution);
    const { executor, attempts } = await chooseExecutor(device, execution, trial);
    chosen?.(attempts);
    return executor;
  }
}

const copies = (views: ReadonlyMap<string, Float32Array>) =>
  new Map([...views].map(([name, values]) => [name, values.slice()]));

function overwrite(
  targets: ReadonlyMap<string, Float32Array>,
  sources: ReadonlyMap<string, Float32Array>,
): void {
  for (const [name, target] of targets) {
    const source = sources.get(name);
    if (!source)
      throw new Error(`The saved run lacks the parameter "${name}": it belongs to another network.`);
    checkLength(name, target, source);
  }
  for (const [name, target] of targets) target.set(sources.get(name)!);
}

function checkLength(name: string, target: Float32Array, source: Float32Array): void {
  if (source.length === target.length) return;
  throw new Error(
    `The parameter "${name}" has ${target.length} numbers here, but ${source.length} in what was saved.`,
  );
}
