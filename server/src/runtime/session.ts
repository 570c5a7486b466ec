/** Model sessions over onnxruntime-node, the only place that loads it. */
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { DataType, TensorData } from '../onnx/ir';
import type { Provider } from './device';

/** A tensor in ordinary memory, row-major; data as in `onnx/ir`'s Tensor. */
export interface HostTensor {
  readonly dataType: DataType;
  readonly dims: readonly number[];
  readonly data: TensorData;
}

export type HostTensors = Readonly<Record<string, HostTensor>>;

/** A tensor in the memory of a device, which any session on the same provider takes as a feed. Whoever holds it frees it. */
export class DeviceTensor {
  constructor(readonly tensor: OrtTensor) {}

  release(): void {
    this.tensor.dispose();
  }
}

export type DeviceTensors = Readonly<Record<string, DeviceTensor>>;

export interface SessionOptions {
  /** Where it runs; the CPU where not given. */
  readonly provider?: Provider;
  /** CPU threads of one run; 0 lets ONNX Runtime take all cores. */
  readonly threads?: number;
  /**
   * Keep idle threads spinning between the operators of a run. Faster for long runs on a machine of one's own, but it takes CPU
   * from everything else, so it is off unless asked for.
   */
  readonly spinning?: boolean;
  /**
   * Almost every run has inputs of sizes of its own, as texts do. Otherwise the layout of a run's memory is worked out and kept for all sizes that were
   * seen, which takes some 10 MB after five hundred texts and makes none of them faster.
   */
  readonly sizesVary?: boolean;
  /** Outputs that stay in the device's memory: see `runOnDevice`. WebGPU only. */
  readonly keptOnDevice?: readonly string[];
  /** Path prefix of a Chrome trace of every operator, for finding out what costs time. */
  readonly profile?: string;
}

type Ort = typeof import('onnxruntime-node');
let runtime: Promise<Ort> | undefined;

/** Loads the native library on first use: processes that never run a model never pay for it. */
function onnxRuntime(): Promise<Ort> {
  // Must be set before the library is loaded. Nothing leaves this computer.
  process.env.ORT_DISABLE_TELEMETRY = '1';
  runtime ??= import('onnxruntime-node').then((ort) => {
    ort.env.logLevel = 'fatal';
    return ort;
  });
  return runtime;
}

/** The version of the native library. */
export const runtimeVersion = async (): Promise<string> => {
  const { env } = await onnxRuntime();
  return env.versions.node ?? env.versions.common;
};

/**
 * A model that is ready to run. Runs block the thread that they are called on, whatever the promises say: use a worker process
 * where something else must go on.
 */
export class Session {
  private constructor(
    private readonly ort: Ort,
    private readonly session: InferenceSession,
  ) {}

  /**
   * @param model an ONNX file's bytes; check files from elsewhere with `checkModelFile` before
   * @throws ONNX Runtime's error where the provider cannot take the model; see `chooseProvider`
   */
  static async create(model: Uint8Array, options: SessionOptions = {}): Promise<Session> {
    const ort = await onnxRuntime();
    return new Session(ort, await ort.InferenceSession.create(model, sessionSettings(options)));
  }

  get inputNames(): readonly string[] {
    return this.session.inputNames;
  }

  get outputNames(): readonly string[] {
    return this.session.outputNames;
  }

  /**
   * One run of the model.
   * @param fetches outputs to compute, by default all of them
   * @param into memory to write outputs to, instead of new memory: their data and dims are the outputs' own. They are fetched too.
   * @returns the fetched outputs, those of `into` being the very tensors given
   */
  async run(
    feeds: HostTensors,
    fetches?: readonly string[],
    into: HostTensors = {},
  ): Promise<Record<string, HostTensor>> {
    const wanted: Record<string, OrtTensor | null> = {};
    for (const name of fetches ?? this.session.outputNames) wanted[name] = null;
    for (const [name, tensor] of Object.entries(into)) wanted[name] = this.toOrt(tensor);
    const outputs = await this.session.run(this.inputs(feeds), wanted);
    return Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => [name, into[name] ?? fromOrt(tensor as OrtTensor)]),
    );
  }

  /**
   * One run of all outputs, those of `keptOnDevice` without a copy to ordinary memory.
   * @param feeds each in ordinary memory or in the device's
   */
  async runOnDevice(
    feeds: Readonly<Record<string, HostTensor | DeviceTensor>>,
  ): Promise<{ readonly fetched: HostTensors; readonly kept: DeviceTensors }> {
    const outputs = Object.entries(await this.session.run(this.inputs(feeds))) as [string, OrtTensor][];
    const isKept = ([, { location }]: [string, OrtTensor]) => location === 'gpu-buffer';
    return {
      fetched: Object.fromEntries(
        outputs.filter((output) => !isKept(output)).map(([name, tensor]) => [name, fromOrt(tensor)]),
      ),
      kept: Object.fromEntries(
        outputs.filter(isKept).map(([name, tensor]) => [name, new DeviceTensor(tensor)]),
      ),
    };
  }

  /** Frees the native memory. With `profile` set, this also writes the trace. */
  async release(): Promise<void> {
    this.session.endProfiling();
    await this.session.release();
  }

  private inputs(feeds: Readonly<Record<string, HostTensor | DeviceTensor>>): Record<string, OrtTensor> {
    return Object.fromEntries(
      Object.entries(feeds).map(([name, tensor]) => [
        name,
        tensor instanceof DeviceTensor ? tensor.tensor : this.toOrt(tensor),
      ]),
    );
  }

  private toOrt({ dataType, dims, data }: HostTensor): OrtTensor {
    return new this.ort.Tensor(dataType as 'float32', data as Float32Array, dims);
  }
}

function fromOrt(tensor: OrtTensor): HostTensor {
  return { dataType: tensor.type as DataType, dims: tensor.dims, data: tensor.data as TensorData };
}

function sessionSettings(options: SessionOptions): InferenceSession.SessionOptions {
  return {
    executionProviders: [options.provider ?? 'cpu'],
    intraOpNumThreads: options.threads ?? 0,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    enableMemPattern: !options.sizesVary,
    extra: { session: { intra_op: { allow_spinning: options.spinning ? '1' : '0' } } },
    ...(options.keptOnDevice && {
      preferredOutputLocation: Object.fromEntries(options.keptOnDevice.map((name) => [name, 'gpu-buffer'])),
    }),
    ...(options.profile && { enableProfiling: true, profileFilePrefix: options.profile }),
  };
}
