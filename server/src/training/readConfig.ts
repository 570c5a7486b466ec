import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import fineTune from '../../../configs/fine-tune.json';
import fineTuneTransformer from '../../../configs/fine-tune-transformer.json';
import scratch from '../../../configs/scratch.json';
import { isTransformer } from '../checkpoints/encoderConfig';
import { Failure, sentence } from '../platform/failure';
import { type TrainingConfig, trainingConfig } from './trainingConfig';

/** The config that is used where none is given: a large encoder takes small steps. */
export async function builtInConfig(base: string): Promise<TrainingConfig> {
  if (base === 'scratch') return trainingConfig.parse(scratch);
  const isLarge = base !== 'default' && (await isTransformer(base));
  return trainingConfig.parse(isLarge ? fineTuneTransformer : fineTune);
}

/** @throws Failure with a sentence that names the file and the setting */
export async function readConfig(path: string): Promise<TrainingConfig> {
  try {
    return trainingConfig.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new Failure(
      `The training config ${path} cannot be used: ${describe(error)}. configs/scratch.json is an example.`,
    );
  }
}

function describe(error: unknown): string {
  if (!(error instanceof z.ZodError)) return sentence(error);
  const [{ path, message }] = error.issues;
  return path.length > 0 ? `"${path.join('.')}": ${message}` : message;
}
