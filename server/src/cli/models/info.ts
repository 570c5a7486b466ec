import { dirname, resolve } from 'node:path';
import { describeModel } from '../../models/describeModel';
import { embeddedModel } from '../../platform/packageRoot';
import { modelNamed, modelsFolder } from '../modelNamed';
import type { Terminal } from '../terminal';
import { described } from './described';
import { type ModelsOptions, only } from './options';

/** `biogloss model info`: one model. */
export async function showModel(
  inputs: readonly string[],
  options: ModelsOptions,
  terminal: Terminal,
): Promise<number> {
  const models = modelsFolder(options.models);
  const folder = resolve(modelNamed(only(inputs, 'MODEL'), models));
  const isImported = dirname(folder) === models;
  const origin = folder === embeddedModel() ? 'embedded' : isImported ? 'imported' : 'elsewhere';
  const model = await describeModel(folder, origin);
  await terminal.write(options.json ? `${JSON.stringify(model, null, 2)}\n` : described(model));
  return model.kind === 'unusable' ? 1 : 0;
}
