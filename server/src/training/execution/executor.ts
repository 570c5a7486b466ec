import type { HostTensors } from '../../runtime/session';

/** Where a training graph runs, with the numbers that it changes. Host memory is a `WeightMemory` that the session and its executor share. */
export interface Executor {
  /**
   * One forward and backward pass.
   * @param weight of this pass's gradient in what is collected for the next update; `first` starts a new sum
   * @returns outputs of the graph, without the gradients
   * @throws DeviceFailure where the device is at fault
   */
  pass(feeds: HostTensors, weight: number, first: boolean): Promise<HostTensors>;
  /**
   * One AdamW update from what was collected.
   * @param steps updates made before
   * @returns the gradient's global norm before clipping
   * @throws Error where it is not finite; no weight has changed then
   */
  update(learningRate: number, steps: number): Promise<number>;
  /** Somebody has changed weights or moments in host memory: from now on those count. */
  push(): void;
  /** Brings weights, moments and averages into host memory. */
  pull(): Promise<void>;
  release(): Promise<void>;
}

/** A device gave up in the middle of a training, which can go on elsewhere from its checkpoint. */
export class DeviceFailure extends Error {}
