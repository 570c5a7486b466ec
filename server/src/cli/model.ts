import { join } from 'node:path';
import { Pipeline } from '../pipeline/pipeline';
import { Failure, sentence } from '../platform/failure';
import { packageRoot } from '../platform/packageRoot';
import { deviceOf } from './device';
import type { Terminal } from './terminal';

/** The model that comes with BioGloss. */
const embeddedModel = (): string => join(packageRoot(), 'models', 'default');

/** Options of every command that runs a model. */
export const modelOptions = {
  model: { type: 'string' },
  device: { type: 'string', default: 'auto' },
  given: { type: 'string', default: 'none' },
} as const;

/** Loads the model folder or run folder, uses it, and lets it go whatever happens. */
export async function withPipeline<T>(
  { model = embeddedModel(), device }: { model?: string; device: string },
  terminal: Terminal,
  use: (pipeline: Pipeline) => Promise<T>,
): Promise<T> {
  terminal.progress('loading the model …');
  const pipeline = await Pipeline.load(model, { device: deviceOf(device) }).catch((error) => {
    throw new Failure(sentence(error));
  });
  try {
    return await use(pipeline);
  } finally {
    terminal.clearProgress();
    await pipeline.dispose();
  }
}
