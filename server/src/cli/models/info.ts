import { dirname, resolve } from 'node:path';
import { describeModel } from '../../models/describeModel';
import type { Terminal } from '../terminal';
import { described } from './described';
import { embeddedModel, type ModelsOptions, modelNamed, modelsFolder, only } from './options';

/** `biogloss model info`: one model. */
export async function showModel(
  inputs: readonly string[],
  options: ModelsOptions,
  terminal: Terminal,
): Promise<number> {
  const folder = resolve(modelNamed(only(inputs, 'MODEL'), options));
  const isImported = dirname(folder) === modelsFolder(options);
  const origin = folder === embeddedModel() ? 'embedded' : isImported ? 'imported' : 'elsewhere';
  const model = await describeModel(folder, origin);
  await terminal.write(options.json ? `${JSON.stringify(model, null, 2)}\n` : described(model));
  return model.kind === 'unusable' ? 1 : 0;
}
