import { chooseProvider } from '../../runtime/chooseProvider';
import type { Attempt, Device, Provider } from '../../runtime/device';
import { type HostTensors, Session } from '../../runtime/session';
import type { AdamWOptions } from '../adamW';
import type { WeightMemory } from '../weights';
import { DeviceExecutor } from './deviceExecutor';
import type { Executor } from './executor';
import { HostExecutor } from './hostExecutor';
import type { TrainedGraph } from './trainedGraph';

export interface Execution {
  readonly graph: TrainedGraph;
  readonly memory: WeightMemory;
  readonly optimizer: AdamWOptions;
  readonly threads: number;
  readonly profile?: string;
}

/**
 * The first device that really makes a pass; `auto` takes a graphics processor only where it is faster than the CPU.
 * @param trial feeds of one pass, the largest where sizes differ
 */
export async function chooseExecutor(
  device: Device,
  execution: Execution,
  trial: HostTensors,
): Promise<{ readonly executor: Executor; readonly attempts: readonly Attempt[] }> {
  const { opened, attempts } = await chooseProvider(
    device,
    async (provider, isTimed) => {
      const executor = await executorOn(provider, execution);
      try {
        await executor.pass(trial, 1, true);
        const started = performance.now();
        if (isTimed) await executor.pass(trial, 1, true);
        const milliseconds = performance.now() - started;
        return { executor, milliseconds, release: () => executor.release() };
      } catch (error) {
        await executor.release();
        throw error;
      }
    },
    { piece: 'pass', orElse: 'cpu' },
  );
  return { executor: opened.executor, attempts };
}

export async function executorOn(
  provider: Provider,
  { graph, memory, optimizer, threads, profile }: Execution,
): Promise<Executor> {
  if (provider === 'webgpu') return new DeviceExecutor(graph, memory, optimizer);
  const session = await Session.create(graph.model, { provider, threads, profile });
  return new HostExecutor(session, graph, memory, optimizer);
}

/** A sentence: where a training runs, and why not elsewhere. */
export function describeChoice(attempts: readonly Attempt[]): string {
  const failures = attempts
    .filter(({ failure }) => failure)
    .map(({ provider, failure }) => `${provider}: ${failure}`);
  const { provider } = attempts.at(-1)!;
  const place = provider === 'cpu' ? 'the CPU' : provider;
  return `Training runs on ${place}${failures.length > 0 ? ` (${failures.join('; ')})` : ''}.`;
}
