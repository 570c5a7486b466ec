import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isHubFolder } from '../checkpoints/encoderConfig';
import { modelPlace } from '../checkpoints/modelPlace';
import { modelFiles } from '../pipeline/modelFolder';
import { Failure, sentence } from '../platform/failure';
import { embeddedModel } from '../platform/packageRoot';
import { modelConfig } from '../tasks/modelConfig';
import type { KnownModel } from './model';

/**
 * What a base model knows, by its config alone: nothing of it is loaded.
 * @param base as in a training order: `default`, the embedded model; `scratch`; a model or run folder; or a checkpoint of another program
 * @returns nothing for what knows no labels: `scratch` and checkpoints
 * @throws Failure with a sentence where it is none of these
 */
export async function knownModel(base: string): Promise<KnownModel | undefined> {
  const given = base === 'default' ? embeddedModel() : base;
  if (base === 'scratch' || (await isHubFolder(given))) return undefined;
  const path = join(modelPlace(given), modelFiles.config);
  if (!existsSync(path)) throw new Failure(`${given} is not a model: it has no ${modelFiles.config}`);
  try {
    const { name, guidelines, marks, relationTypes, sequenceWords, network } = modelConfig.parse(
      JSON.parse(await readFile(path, 'utf8')),
    );
    return {
      name,
      guidelines,
      ...(marks && { marks }),
      relationTypes: relationTypes.map((type) => type.name),
      // The windows of an imported encoder are counted in subwords.
      ...(network.input.kind === 'wordFeatures' && { sequenceWords }),
    };
  } catch (error) {
    throw new Failure(`${path} cannot be used: ${sentence(error)}`);
  }
}
