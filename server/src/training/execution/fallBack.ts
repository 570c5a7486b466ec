import type { Device } from '../../runtime/device';
import { DeviceFailure } from './executor';

/**
 * Runs work that resumes from its checkpoints. Where a device gives up in the middle, it is done again from the last one on the CPU.
 * @param work told where to run, and whether it was begun before
 */
export async function withFallBack<T>(
  { device, resume, tell }: { device: Device; resume: boolean; tell: (line: string) => void },
  work: (on: { device: Device; resume: boolean }) => Promise<T>,
): Promise<T> {
  try {
    return await work({ device, resume });
  } catch (error) {
    if (!(error instanceof DeviceFailure)) throw error;
    tell(
      `The graphics processor gave up (${error.message}). The training goes on on the CPU, from what it saved last.`,
    );
    return work({ device: 'cpu', resume: true });
  }
}
