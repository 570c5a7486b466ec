import type { HostTensors, Session } from '../../runtime/session';
import { AdamW, type AdamWOptions } from '../adamW';
import type { WeightMemory } from '../weights';
import type { Executor } from './executor';
import type { TrainedGraph } from './trainedGraph';

/**
 * Weights in host memory: ONNX Runtime writes gradients into it and the optimizer updates it in place. The session may be of any provider; one with a
 * memory of its own is sent the weights for each pass.
 */
export class HostExecutor implements Executor {
  private readonly optimizer: AdamW;
  private readonly weights: HostTensors;
  private readonly gradients: HostTensors;

  constructor(
    private readonly session: Session,
    private readonly graph: TrainedGraph,
    memory: WeightMemory,
    options: AdamWOptions,
  ) {
    this.optimizer = new AdamW(memory, options);
    this.weights = memory.tensors(memory.allWeights());
    const gradients = Object.entries(memory.tensors(memory.block(memory.gradients)));
    this.gradients = Object.fromEntries(
      gradients.map(([name, tensor]) => [graph.gradientOf.get(name)!, tensor]),
    );
  }

  async pass(feeds: HostTensors, weight: number, first: boolean): Promise<HostTensors> {
    const { outputs } = this.graph;
    if (!first) this.optimizer.makeRoom();
    const run = await this.session.run({ ...feeds, ...this.weights }, outputs, this.gradients);
    this.optimizer.collect(first, weight);
    return Object.fromEntries(outputs.map((name) => [name, run[name]]));
  }

  async update(learningRate: number, steps: number): Promise<number> {
    this.optimizer.steps = steps;
    return this.optimizer.update(learningRate);
  }

  push(): void {}

  async pull(): Promise<void> {}

  release(): Promise<void> {
    return this.session.release();
  }
}
