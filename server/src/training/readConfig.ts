import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { Failure, sentence } from '../platform/failure';
import { type TrainingConfig, trainingConfig } from './trainingConfig';

/** @throws Failure with a sentence that names the file and the setting */
export async function readConfig(path: string): Promise<TrainingConfig> {
  try {
    return trainingConfig.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new Failure(
      `The training config ${path} cannot be used: ${describe(error)}. configs/standard.json is an example, and configs/scratch.json one of a model from nothing.`,
    );
  }
}

function describe(error: unknown): string {
  if (!(error instanceof z.ZodError)) return sentence(error);
  const [{ path, message }] = error.issues;
  return path.length > 0 ? `"${path.join('.')}": ${message}` : message;
}
