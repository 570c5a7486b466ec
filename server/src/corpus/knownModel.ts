import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isHubFolder } from '../checkpoints/encoderConfig';
import { modelFiles } from '../pipeline/modelFolder';
import { Failure, sentence } from '../platform/failure';
import { modelConfig } from '../tasks/modelConfig';
import type { KnownModel } from './model';

/**
 * What a base model knows, by its config alone: nothing of it is loaded.
 * @param given a model or run folder, or a checkpoint of another program, which knows no labels
 * @throws Failure with a sentence where it is none of these
 */
export async function knownModel(given: string): Promise<KnownModel | undefined> {
  if (await isHubFolder(given)) return undefined;
  const folder = existsSync(join(given, modelFiles.config)) ? given : join(given, 'model-best');
  const path = join(folder, modelFiles.config);
  if (!existsSync(path)) throw new Failure(`${given} is not a model: it has no ${modelFiles.config}`);
  try {
    const { name, guidelines, relationTypes, sequenceWords, network } = modelConfig.parse(
      JSON.parse(await readFile(path, 'utf8')),
    );
    return {
      name,
      guidelines,
      relationTypes: relationTypes.map((type) => type.name),
      // The windows of an imported encoder are counted in subwords.
      ...(network.input.kind === 'wordFeatures' && { sequenceWords }),
    };
  } catch (error) {
    throw new Failure(`${path} cannot be used: ${sentence(error)}`);
  }
}
