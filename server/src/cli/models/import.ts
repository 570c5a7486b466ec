import { importModel as takeIn } from '../../models/importModel';
import { modelsFolder } from '../modelNamed';
import type { Terminal } from '../terminal';
import { described } from './described';
import { type ModelsOptions, only } from './options';

/** `biogloss model import`: takes a file or folder in, once it has been read as a whole. */
export async function importModel(
  inputs: readonly string[],
  options: ModelsOptions,
  terminal: Terminal,
): Promise<number> {
  const order = {
    from: only(inputs, 'FILE or FOLDER'),
    models: modelsFolder(options.models),
    name: options.name,
  };
  const model = await takeIn(order, {
    progress: (share, doing) => terminal.progress(`${doing}, ${Math.round(100 * share)} %`),
  });
  terminal.tell(described(model).trimEnd());
  return 0;
}
