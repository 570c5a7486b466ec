import { downloadModel as fetchModel } from '../../models/downloadModel';
import { planDownload } from '../../models/planDownload';
import type { DownloadPlan } from '../../protocol/models';
import { agrees } from '../agrees';
import { modelsFolder } from '../modelNamed';
import type { Terminal } from '../terminal';
import { described, megabytes } from './described';
import { type ModelsOptions, only } from './options';

/** `biogloss model download`: tells what it would be, asks, and takes the model in. Ctrl+C keeps what came. */
export async function downloadModel(
  inputs: readonly string[],
  options: ModelsOptions,
  terminal: Terminal,
): Promise<number> {
  const { sha256 } = options;
  const models = modelsFolder(options.models);
  const plan = await planDownload({ source: only(inputs, 'SOURCE'), models, sha256 });
  terminal.tell(planned(plan));
  if (!options.yes && !(await agrees('Download it?', terminal))) return 1;
  const progress = (share: number, doing: string) =>
    terminal.progress(`${Math.round(100 * share)} %, ${doing}`);
  const model = await fetchModel({ plan, models }, { progress });
  terminal.tell(described(model).trimEnd());
  return 0;
}

function planned({ from, revision, licence, files, bytes, here, isEncrypted }: DownloadPlan): string {
  const size = (file: number | undefined) => (file === undefined ? 'size not told' : megabytes(file));
  return [
    `${from}${revision ? ` at ${revision}` : ''}`,
    `  licence: ${licence ?? 'not told'}`,
    ...files.map(
      (file) =>
        `  ${file.name}: ${size(file.bytes)}${file.sha256 || file.gitBlob ? ', its hash is known and checked' : ''}`,
    ),
    `  in all: ${megabytes(bytes)}${here > 0 ? `, of which ${megabytes(here)} are here already` : ''}`,
    ...(isEncrypted
      ? []
      : ['  The connection is not encrypted: others may read along and change what comes.']),
  ].join('\n');
}
