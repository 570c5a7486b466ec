import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../platform/failure';
import { agrees } from '../agrees';
import { modelsFolder } from '../modelNamed';
import type { Terminal } from '../terminal';
import { type ModelsOptions, only } from './options';

/** `biogloss model remove`: deletes an imported model, by its name alone, so that no other folder is ever meant. */
export async function removeModel(
  inputs: readonly string[],
  options: ModelsOptions,
  terminal: Terminal,
): Promise<number> {
  const name = only(inputs, 'NAME');
  const models = modelsFolder(options.models);
  const folder = join(models, name);
  if (!/^[^./\\][^/\\]*$/.test(name) || !existsSync(folder))
    throw new Failure(
      `There is no imported model "${name}" in ${models}; "biogloss model list" tells which there are.`,
    );
  if (!options.yes && !(await agrees(`Delete ${folder} for good?`, terminal))) return 1;
  await rm(folder, { recursive: true });
  terminal.tell(`${folder} is deleted`);
  return 0;
}
