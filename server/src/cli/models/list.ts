import { listModels as list } from '../../models/listModels';
import { embeddedModel } from '../../platform/packageRoot';
import { modelsFolder } from '../modelNamed';
import type { Terminal } from '../terminal';
import { described } from './described';
import type { ModelsOptions } from './options';

/** `biogloss model list`: the models of this computer, with what is known of each. */
export async function listModels(
  folders: readonly string[],
  options: ModelsOptions,
  terminal: Terminal,
): Promise<number> {
  const found = await list({
    models: modelsFolder(options.models),
    workspace: folders.length > 0 ? folders : [process.cwd()],
    embedded: embeddedModel(),
  });
  await terminal.write(
    options.json ? `${JSON.stringify(found, null, 2)}\n` : found.map(described).join('\n'),
  );
  return 0;
}
