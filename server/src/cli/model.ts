import { join } from 'node:path';
import { Pipeline } from '../pipeline/pipeline';
import { unknownGuidelines } from '../pipeline/unknownGuidelines';
import { Failure, sentence } from '../platform/failure';
import { embeddedModel } from '../platform/packageRoot';
import { userDataFolder } from '../platform/userDataFolder';
import { deviceOf } from './device';
import { modelNamed } from './modelNamed';
import type { Terminal } from './terminal';
import { terminologiesOf } from './terminologies';

/** Options of every command that runs a model. */
export const modelOptions = {
  model: { type: 'string' },
  device: { type: 'string', default: 'auto' },
  given: { type: 'string', default: 'none' },
  terminology: { type: 'string', multiple: true },
  guidelines: { type: 'string' },
} as const;

export interface ModelOptions {
  /** A folder, or an imported model's name. */
  readonly model?: string;
  readonly device: string;
  /** Indexes that mentions are linked to before the embedded one. */
  readonly terminology?: readonly string[];
  /** Names, separated by commas. */
  readonly guidelines?: string;
}

export const terminologyUsage = `--terminology INDEX  an imported terminology that comes before the embedded one; may be given several times, the first counts most`;

export const guidelinesUsage = `--guidelines NAMES  by which of the model's guidelines entities are marked, separated by commas; where two find
                   overlapping names, the first counts; "genes" with the embedded model (default: what the model marks by itself)`;

/** Loads the model folder or run folder, uses it, and lets it go whatever happens. */
export async function withPipeline<T>(
  { model, device, terminology, guidelines: wanted }: ModelOptions,
  terminal: Terminal,
  use: (pipeline: Pipeline) => Promise<T>,
): Promise<T> {
  const folder = model === undefined ? embeddedModel() : modelNamed(model);
  terminal.progress('loading the model …');
  const { terminologies } = terminologiesOf(terminology);
  const tables = join(userDataFolder(), 'tables');
  const guidelines = wanted?.split(',').map((name) => name.trim());
  const options = { device: deviceOf(device), terminologies, tables, guidelines };
  const pipeline = await Pipeline.load(folder, options).catch((error) => {
    throw new Failure(sentence(error));
  });
  try {
    const unknown = unknownGuidelines(pipeline.model, guidelines ?? []);
    if (unknown !== undefined) throw new Failure(unknown);
    return await use(pipeline);
  } finally {
    terminal.clearProgress();
    await pipeline.dispose();
  }
}
