import { type Attempt, type Device, type Provider, providersFor } from './device';
import { whyNoWebGpu } from './vulkan';

export interface Working<T> {
  readonly opened: T;
  readonly provider: Provider;
  /** All providers that were tried, in order, the working one last. */
  readonly attempts: readonly Attempt[];
}

/**
 * Tries the providers of a device one after another.
 *
 * ONNX Runtime throws for a list such as ['webgpu', 'cpu'] instead of falling back, and a session that was created may still fail
 * in its first run (a graphics processor without half floats, say). So `open` should also make the model run once.
 * @param open opens something on a provider, or throws
 * @throws Error with a sentence that says for each provider why it does not work
 */
export async function firstThatWorks<T>(
  device: Device,
  open: (provider: Provider) => Promise<T>,
): Promise<Working<T>> {
  const attempts: Attempt[] = [];
  for (const provider of providersFor(device)) {
    try {
      const obstacle = provider === 'webgpu' ? whyNoWebGpu() : undefined;
      if (obstacle) throw new Error(obstacle);
      const opened = await open(provider);
      return { opened, provider, attempts: [...attempts, { provider }] };
    } catch (error) {
      attempts.push({ provider, failure: reason(error) });
    }
  }
  const failures = attempts.map(({ provider, failure }) => `${provider}: ${failure}`).join('; ');
  throw new Error(`The model cannot run on this computer (${failures}).`);
}

/** ONNX Runtime's messages hold source locations and stack traces; the first line is what a person can use. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0].trim().replace(/\.$/, '');
}
