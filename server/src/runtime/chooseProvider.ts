import { type Attempt, type Device, type Provider, providersFor } from './device';
import { whyNoWebGpu } from './vulkan';

/** Something opened on a provider, which has run there. */
export interface Opened {
  /** Duration of a warm run, where it was to be timed. */
  readonly milliseconds?: number;
  release(): Promise<void>;
}

export interface Choice<T> {
  readonly opened: T;
  readonly provider: Provider;
  /** All providers that were tried, in order, the chosen one last. */
  readonly attempts: readonly Attempt[];
}

/**
 * Tries the providers of a device one after another and takes the first that works; `auto` takes a graphics processor only where it
 * is not slower than the CPU, as drivers in software are.
 *
 * ONNX Runtime throws for a list such as ['webgpu', 'cpu'] instead of falling back, and a session that was created may still fail
 * in its first run (a graphics processor without half floats, say). So `open` makes the model run.
 * @param open opens something on a provider, or throws; told to time a run where another provider works as well
 * @param piece what such a run reads, for the sentence that compares two
 * @param orElse tried last where the device was asked for by name and does not work
 * @throws Error with a sentence that says for each provider why it does not work
 */
export async function chooseProvider<T extends Opened>(
  device: Device,
  open: (provider: Provider, isTimed: boolean) => Promise<T>,
  { piece = 'text', orElse }: { readonly piece?: string; readonly orElse?: Provider } = {},
): Promise<Choice<T>> {
  const attempts: Attempt[] = [];
  let fastest: { opened: T; provider: Provider } | undefined;
  const providers = providersFor(device);
  for (const provider of orElse && !providers.includes(orElse) ? [...providers, orElse] : providers) {
    // Of several graphics processors the first that works is compared with the CPU, which comes last.
    if (fastest && (provider !== 'cpu' || device !== 'auto')) continue;
    try {
      const obstacle = provider === 'webgpu' ? whyNoWebGpu() : undefined;
      if (obstacle) throw new Error(obstacle);
      const opened = await open(provider, device === 'auto' && (provider !== 'cpu' || fastest !== undefined));
      const [kept, left] =
        !fastest || time(opened) < time(fastest.opened)
          ? [{ opened, provider }, fastest]
          : [fastest, { opened, provider }];
      if (left) {
        attempts.push({ provider: left.provider, failure: comparison(left.opened, kept.opened, piece) });
        await left.opened.release();
      }
      fastest = kept;
    } catch (error) {
      attempts.push({ provider, failure: reason(error) });
    }
  }
  if (fastest) return { ...fastest, attempts: [...attempts, { provider: fastest.provider }] };
  const failures = attempts.map(({ provider, failure }) => `${provider}: ${failure}`).join('; ');
  throw new Error(`The model cannot run on this computer (${failures}).`);
}

const time = ({ milliseconds = Number.POSITIVE_INFINITY }: Opened): number => milliseconds;

const comparison = (slower: Opened, faster: Opened, piece: string): string =>
  `it is slower here, ${Math.ceil(time(slower))} ms a ${piece} against ${Math.ceil(time(faster))} ms`;

/** ONNX Runtime's messages hold source locations and stack traces; the first line is what a person can use. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/failed to allocate memory|bad_alloc|bad allocation/i.test(message))
    return 'it asks for more memory than it can have here';
  return message.split('\n')[0].trim().replace(/\.$/, '');
}
