import type { Graph } from '../../onnx/ir';
import { encodeModel } from '../../onnx/proto';
import { type DeviceTensors, type HostTensor, type HostTensors, Session } from '../../runtime/session';
import { type AdamWOptions, type AdamWSettings, adamWSettings, checkNorm, updateFactors } from '../adamW';
import type { WeightMemory } from '../weights';
import { adamWGraph } from './adamWGraph';
import {
  averageOf,
  collectedOf,
  copiesGraph,
  meanOf,
  squareOf,
  stateNames,
  sumGraph,
  updated,
} from './deviceGraphs';
import { DeviceFailure, type Executor } from './executor';
import type { TrainedGraph } from './trainedGraph';

/**
 * Weights, gradients and moments in the memory of a graphics processor: a step sends the batch there and brings loss and norm back. Host memory is
 * a copy, made when somebody asks for it.
 */
export class DeviceExecutor implements Executor {
  /** Weights, moments and averages; none where those in host memory count. */
  private state: DeviceTensors | undefined;
  /** Gradients since the last update, by the names of their parameters. */
  private collected: DeviceTensors = {};
  private readonly settings: AdamWSettings;
  private readonly sessions = new Map<string, Promise<Session>>();

  constructor(
    private readonly graph: TrainedGraph,
    private readonly memory: WeightMemory,
    options: AdamWOptions,
  ) {
    this.settings = adamWSettings(options);
  }

  async pass(feeds: HostTensors, weight: number, first: boolean): Promise<HostTensors> {
    return this.atFault(async () => {
      const state = await this.uploaded();
      const { gradientOf, model } = this.graph;
      const passes = await this.session('pass', () => ({ model, kept: [...gradientOf.values()] }));
      const weights = this.graph.parameters.map(({ name }) => [name, state[name]]);
      const { fetched, kept } = await passes.runOnDevice({ ...feeds, ...Object.fromEntries(weights) });
      const gradients = Object.fromEntries(
        [...gradientOf].map(([parameter, gradient]) => [parameter, kept[gradient]]),
      );
      await this.collect(gradients, weight, first);
      return fetched;
    });
  }

  async update(learningRate: number, steps: number): Promise<number> {
    const { averageDecay, ...factors } = updateFactors(this.settings, learningRate, steps + 1);
    const changed = stateNames(this.trainable, averageDecay !== undefined);
    const state = await this.uploaded();
    const before = Object.fromEntries(changed.map((name) => [name, state[name]]));
    const { fetched, kept } = await this.atFault(async () => {
      const updates = await this.session('update', () => ({
        model: adamWGraph(this.trainable, this.settings),
        kept: changed.map(updated),
      }));
      const numbers = averageDecay === undefined ? factors : { ...factors, averageDecay };
      return updates.runOnDevice({
        ...before,
        ...named(this.collected, collectedOf),
        ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, scalar(value)])),
      });
    });
    const norm = checkNorm(Number(fetched.norm.data[0]), steps);
    free(before);
    this.state = { ...state, ...Object.fromEntries(changed.map((name) => [name, kept[updated(name)]])) };
    return norm;
  }

  push(): void {
    free(this.state ?? {});
    free(this.collected);
    this.state = undefined;
    this.collected = {};
  }

  async pull(): Promise<void> {
    const { state } = this;
    if (!state) return;
    await this.atFault(async () => {
      const held = this.heldInHost();
      // What never changes need not come back.
      const names = stateNames(this.trainable, this.settings.average !== undefined);
      const download = await this.session('download', () => ({
        model: copiesGraph(names.map((name) => [name, held[name].dims])),
        kept: [],
      }));
      const { fetched } = await download.runOnDevice(
        Object.fromEntries(names.map((name) => [name, state[name]])),
      );
      for (const name of names)
        (held[name].data as Float32Array).set(fetched[updated(name)].data as Float32Array);
    });
  }

  async release(): Promise<void> {
    this.push();
    for (const session of this.sessions.values()) await (await session).release();
    this.sessions.clear();
  }

  private get trainable() {
    return this.graph.parameters.filter(({ trainable }) => trainable);
  }

  /** Adds to what is collected, by a graph of its own: most steps have one pass, whose gradient is taken as it is. */
  private async collect(gradients: DeviceTensors, weight: number, first: boolean): Promise<void> {
    if (first) {
      free(this.collected);
      this.collected = {};
    }
    if (first && weight === 1) {
      this.collected = gradients;
      return;
    }
    const collecting = await this.session(first ? 'start of a sum' : 'sum', () => ({
      model: sumGraph(
        this.trainable.map(({ name, shape }) => [name, shape]),
        first,
      ),
      kept: this.trainable.map(({ name }) => updated(collectedOf(name))),
    }));
    const { kept } = await collecting.runOnDevice({
      ...gradients,
      ...named(this.collected, collectedOf),
      weight: scalar(weight),
    });
    free(gradients);
    free(this.collected);
    this.collected = Object.fromEntries(
      Object.keys(gradients).map((name) => [name, kept[updated(collectedOf(name))]]),
    );
  }

  private async uploaded(): Promise<DeviceTensors> {
    if (this.state) return this.state;
    const held = this.heldInHost();
    const upload = await this.session('upload', () => ({
      model: copiesGraph(Object.entries(held).map(([name, { dims }]) => [name, dims])),
      kept: Object.keys(held).map(updated),
    }));
    const { kept } = await upload.runOnDevice(held);
    this.state = Object.fromEntries(Object.keys(held).map((name) => [name, kept[updated(name)]]));
    return this.state;
  }

  /** Everything that lies on the device, as it lies in host memory. */
  private heldInHost(): Record<string, HostTensor> {
    const { memory } = this;
    const block = (address: number) => memory.tensors(memory.block(address));
    return {
      ...memory.tensors(memory.allWeights()),
      ...named(block(memory.means), meanOf),
      ...named(block(memory.squares), squareOf),
      ...(memory.averages !== undefined && named(block(memory.averages), averageOf)),
    };
  }

  private session(
    name: string,
    describe: () => { model: Uint8Array | Graph; kept: readonly string[] },
  ): Promise<Session> {
    let session = this.sessions.get(name);
    if (!session) {
      const { model, kept } = describe();
      const bytes = model instanceof Uint8Array ? model : encodeModel(model);
      session = Session.create(bytes, { provider: 'webgpu', sizesVary: true, keptOnDevice: kept });
      this.sessions.set(name, session);
    }
    return session;
  }

  /** What ONNX Runtime throws here is the device's doing: the same graphs run on a CPU. */
  private async atFault<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new DeviceFailure(error instanceof Error ? error.message : String(error));
    }
  }
}

const scalar = (value: number): HostTensor => ({
  dataType: 'float32',
  dims: [],
  data: Float32Array.of(value),
});

const named = <T>(
  tensors: Readonly<Record<string, T>>,
  naming: (name: string) => string,
): Record<string, T> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [naming(name), tensor]));

function free(tensors: DeviceTensors): void {
  for (const tensor of Object.values(tensors)) tensor.release();
}
