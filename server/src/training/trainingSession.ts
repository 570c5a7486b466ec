/** Runs a differentiated graph over batches and updates its weights in place. */
import { buildGradientGraph } from '../autodiff/backward';
import type { BuiltGraph, Parameter } from '../onnx/builder';
import { encodeModel } from '../onnx/proto';
import { evaluate, size } from '../onnx/shapes';
import type { HostTensor, HostTensors } from '../runtime/session';
import { Session } from '../runtime/session';
import type { AdamWOptions } from './adamW';
import { AdamW } from './adamW';
import { RandomMasks } from './randomMask';
import { WeightMemory } from './weights';

export interface TrainingSessionOptions {
  /** The output of the graph to make small: one float32 number. */
  readonly loss: string;
  /** Seeds the initial weights and the random masks. With one thread, equal seeds give equal weights, bit by bit. */
  readonly seed: number;
  readonly threads?: number;
  readonly optimizer?: AdamWOptions;
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
  /** All weights by name, frozen ones included: live views, which each update changes. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly parameters: readonly Parameter[];
  private readonly optimizer: AdamW;
  private readonly masks = new RandomMasks();
  private readonly weightFeeds: HostTensors;
  private readonly gradientTargets: HostTensors;
  private readonly passOutputs: readonly string[];
  private passes = 0;
  private collectedPasses = 0;

  private constructor(
    private readonly session: Session,
    private readonly built: BuiltGraph,
    private readonly memory: WeightMemory,
    gradientOf: ReadonlyMap<string, string>,
    private readonly options: TrainingSessionOptions,
  ) {
    this.parameters = built.parameters;
    this.weights = memory.allWeights();
    this.optimizer = new AdamW(memory, options.optimizer ?? {});
    this.weightFeeds = this.feedsOf(this.weights);
    const gradients = Object.entries(this.feedsOf(memory.block(memory.gradients)));
    this.gradientTargets = Object.fromEntries(
      gradients.map(([name, tensor]) => [gradientOf.get(name)!, tensor]),
    );
    this.passOutputs = built.graph.outputs.map(({ name }) => name);
  }

  /**
   * @param built a forward graph, written with `training: true`, whose outputs include the loss
   * @throws Error where the graph cannot be differentiated, or a trainable parameter does not matter for the loss
   */
  static async create(built: BuiltGraph, options: TrainingSessionOptions): Promise<TrainingSession> {
    const { graph, gradientOf } = buildGradientGraph(built, options.loss);
    const idle = built.parameters.find(({ name, trainable }) => trainable && !gradientOf.has(name));
    if (idle)
      throw new Error(
        `The loss "${options.loss}" does not depend on the parameter "${idle.name}"; make it not trainable.`,
      );
    const memory = new WeightMemory(built.parameters, options.optimizer?.average !== undefined);
    memory.initialize(options.seed);
    const session = await Session.create(encodeModel(graph), {
      threads: options.threads ?? 0,
      profile: options.profile,
    });
    return new TrainingSession(session, built, memory, gradientOf, options);
  }

  /** Updates made so far. */
  get steps(): number {
    return this.optimizer.steps;
  }

  /** One forward and backward pass over `feeds`, then one update. */
  async step(feeds: HostTensors, { learningRate }: { learningRate: number }): Promise<StepResult> {
    const pass = await this.accumulate(feeds, 1);
    return { ...pass, gradientNorm: this.update({ learningRate }) };
  }

  /** One pass whose gradient, times `weight`, joins those that the next `update` uses. The loss comes back unweighted. */
  async accumulate(feeds: HostTensors, weight = 1): Promise<PassResult> {
    const masks = this.drawMasks(feeds);
    this.passes++;
    const inputs = { ...feeds, ...masks, ...this.weightFeeds };
    const { [this.options.loss]: loss, ...others } = await this.session.run(
      inputs,
      this.passOutputs,
      this.gradientTargets,
    );
    this.optimizer.collect(this.collectedPasses === 0, weight);
    this.collectedPasses++;
    const outputs = Object.fromEntries(
      this.passOutputs.filter((name) => name in others).map((name) => [name, others[name]]),
    );
    return { loss: Number(loss.data[0]), outputs };
  }

  /** One AdamW update from all gradients since the last. @returns their global norm before clipping */
  update({ learningRate }: { learningRate: number }): number {
    if (this.collectedPasses === 0)
      throw new Error('There is no gradient to update from: accumulate comes before update.');
    this.collectedPasses = 0;
    return this.optimizer.update(learningRate);
  }

  /** Forgets the passes since the last update, as if they had not been made. */
  forgetPasses(): void {
    this.passes -= this.collectedPasses;
    this.collectedPasses = 0;
  }

  /** Averaged weights by name, frozen ones as they are: live views. @throws Error where `optimizer.average` was not set */
  averaged(): ReadonlyMap<string, Float32Array> {
    if (this.memory.averages === undefined)
      throw new Error('No averaged weights are kept: the option optimizer.average is not set.');
    return new Map([...this.weights, ...this.memory.block(this.memory.averages)]);
  }

  /** Weights as feeds of any other graph over the same parameters, such as the one that predicts. Nothing is copied. */
  feedsOf(weights: ReadonlyMap<string, Float32Array>): Record<string, HostTensor> {
    const named = this.parameters.filter(({ name }) => weights.has(name));
    return Object.fromEntries(
      named.map(({ name, shape }) => [name, { dataType: 'float32', dims: shape, data: weights.get(name)! }]),
    );
  }

  /** A copy of everything that the run's future depends on. Only between an update and the next pass. */
  state(): TrainingState {
    if (this.collectedPasses > 0)
      throw new Error('The state can be saved between steps only: collected gradients are not part of it.');
    const { memory, passes, optimizer, options } = this;
    return {
      seed: options.seed,
      steps: optimizer.steps,
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
    this.optimizer.steps = state.steps;
    this.passes = state.passes;
    this.collectedPasses = 0;
  }

  /** Takes over weights by name, for instance of a model to fine-tune; averages start from them. Names not given stay. */
  load(weights: ReadonlyMap<string, Float32Array>): void {
    for (const [name, values] of weights) {
      const target = this.weights.get(name);
      if (!target) throw new Error(`The network has no parameter "${name}".`);
      checkLength(name, target, values);
      target.set(values);
    }
    this.startAverages();
  }

  /** Averages start from the weights as they are: after whoever has written into `weights`. */
  startAverages(): void {
    const { memory } = this;
    if (memory.averages !== undefined) memory.all(memory.averages).set(memory.all(memory.weights));
  }

  /** Frees the native session; the weights stay readable as long as someone holds them. */
  release(): Promise<void> {
    return this.session.release();
  }

  private drawMasks(feeds: HostTensors): HostTensors {
    const { graph, masks } = this.built;
    const symbols = new Map<string, number>();
    for (const { name, shape } of graph.inputs) {
      shape.forEach((dimension, axis) => {
        if (typeof dimension === 'string' && feeds[name]) symbols.set(dimension, feeds[name].dims[axis]);
      });
    }
    const filled = this.masks.fill(
      masks.map(({ shape, keep }, index) => ({
        key: [this.options.seed, this.passes, index],
        elements: evaluate(size(shape), symbols),
        keep,
      })),
    );
    return Object.fromEntries(
      masks.map(({ name, shape }, index) => {
        const dims = shape.map((dimension) => evaluate(dimension, symbols));
        return [name, { dataType: 'float32', dims, data: filled[index] } as const];
      }),
    );
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
