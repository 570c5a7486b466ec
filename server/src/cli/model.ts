import { join } from 'node:path';
import { Pipeline } from '../pipeline/pipeline';
import { Failure, sentence } from '../platform/failure';
import { packageRoot } from '../platform/packageRoot';
import { userDataFolder } from '../platform/userDataFolder';
import { deviceOf } from './device';
import type { Terminal } from './terminal';
import { terminologiesOf } from './terminologies';

/** The model that comes with BioGloss. */
const embeddedModel = (): string => join(packageRoot(), 'models', 'default');

/** Options of every command that runs a model. */
export const modelOptions = {
  model: { type: 'string' },
  device: { type: 'string', default: 'auto' },
  given: { type: 'string', default: 'none' },
  terminology: { type: 'string', multiple: true },
} as const;

interface ModelOptions {
  readonly model?: string;
  readonly device: string;
  /** Indexes that mentions are linked to before the embedded one. */
  readonly terminology?: readonly string[];
}

export const terminologyUsage = `--terminology INDEX  an imported terminology that comes before the embedded one; may be given several times, the first counts most`;

/** Loads the model folder or run folder, uses it, and lets it go whatever happens. */
export async function withPipeline<T>(
  { model = embeddedModel(), device, terminology }: ModelOptions,
  terminal: Terminal,
  use: (pipeline: Pipeline) => Promise<T>,
): Promise<T> {
  terminal.progress('loading the model …');
  const { terminologies } = terminologiesOf(terminology);
  const tables = join(userDataFolder(), 'tables');
  const pipeline = await Pipeline.load(model, { device: deviceOf(device), terminologies, tables }).catch(
    (error) => {
      throw new Failure(sentence(error));
    },
  );
  try {
    return await use(pipeline);
  } finally {
    terminal.clearProgress();
    await pipeline.dispose();
  }
}
