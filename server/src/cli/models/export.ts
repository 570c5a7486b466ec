import { exportModel as pack } from '../../models/exportModel';
import { required } from '../command';
import { modelNamed, modelsFolder } from '../modelNamed';
import type { Terminal } from '../terminal';
import { megabytes } from './described';
import { type ModelsOptions, only } from './options';

/** `biogloss model export`: a model as one file. */
export async function exportModel(
  inputs: readonly string[],
  options: ModelsOptions,
  terminal: Terminal,
): Promise<number> {
  const folder = modelNamed(only(inputs, 'MODEL'), modelsFolder(options.models));
  const order = { folder, out: required('--out', options.out) };
  const { out, bytes, files } = await pack(order, {
    progress: (share) => terminal.progress(`packing, ${Math.round(100 * share)} %`),
  });
  terminal.tell(`${out}: ${files} files, ${megabytes(bytes)}`);
  return 0;
}
