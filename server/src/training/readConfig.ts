import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import fineTune from '../../../configs/fine-tune.json';
import scratch from '../../../configs/scratch.json';
import { Failure, sentence } from '../platform/failure';
import { type TrainingConfig, trainingConfig } from './trainingConfig';

/** The config that is used where none is given. */
export const builtInConfig = (base: string): TrainingConfig =>
  trainingConfig.parse(base === 'scratch' ? scratch : fineTune);

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
