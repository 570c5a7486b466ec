import { window, workspace } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { DownloadModelArguments, PlanDownloadArguments } from '../../../server/src/protocol/commands';
import type { DownloadPlan, ListedModel } from '../../../server/src/protocol/models';
import { megabytes } from '../models/modelText';
import { runWithProgress } from '../serverCommand';
import type { CommandContext } from './commandContext';
import { tellOfModel } from './tellOfModel';

export interface DownloadModelOptions extends Partial<PlanDownloadArguments> {
  /** Whoever calls has the person's word that this model may be downloaded, whatever its size and licence. */
  readonly isAgreed?: boolean;
}

/** Downloads a model from a hub or any server, once the person has seen its size and licence and agreed. */
export async function downloadModel(
  { client, models }: CommandContext,
  { isAgreed, source: given, sha256, ...server }: DownloadModelOptions = {},
): Promise<ListedModel | undefined> {
  const source = given ?? (await askForSource());
  if (!source) return undefined;
  const where = { models: models.folder, ...proxy(), ...server };
  const question: PlanDownloadArguments = { ...where, source, sha256 };
  const asking = 'asking for the model';
  const plan = await runWithProgress<DownloadPlan>(client, asking, commands.planDownload, question);
  if (!plan || !(isAgreed || (await agrees(plan)))) return undefined;
  const order: DownloadModelArguments = { ...where, plan };
  const downloading = 'downloading model';
  const model = await runWithProgress<ListedModel>(client, downloading, commands.downloadModel, order);
  if (!model) return undefined;
  models.refresh();
  void tellOfModel(model, 'is downloaded');
  return model;
}

const askForSource = () =>
  window.showInputBox({
    title: 'BioGloss: Download Model',
    prompt:
      'A model of a hub (organisation/name), or the address of its page, of a folder with its files, or of an exported model',
    placeHolder: 'allenai/scibert_scivocab_uncased',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'Name a model or an address.' : undefined),
  });

/** VS Code's own proxy settings, where they are set. */
function proxy(): Pick<DownloadModelArguments, 'proxy' | 'noProxy'> {
  const http = workspace.getConfiguration('http');
  const address = http.get('proxySupport') === 'off' ? '' : http.get('proxy', '');
  return address === '' ? {} : { proxy: address, noProxy: http.get<string[]>('noProxy', []) };
}

async function agrees({
  from,
  revision,
  licence,
  files,
  bytes,
  here,
  isEncrypted,
}: DownloadPlan): Promise<boolean> {
  const hashed = files.filter(({ sha256, gitBlob }) => sha256 || gitBlob).length;
  const checked =
    hashed === files.length
      ? 'The server tells the hash of every file, and each is checked.'
      : hashed > 0
        ? `The hash of ${hashed} of ${files.length} files is known and checked.`
        : 'No hash is known that the files could be checked by.';
  const detail = [
    `From ${from}${revision ? ` at ${revision.slice(0, 12)}` : ''}`,
    `Licence: ${licence ?? 'not told; see the page before you use it'}`,
    `${files.length} files, ${megabytes(bytes)}${here > 0 ? `, of which ${megabytes(here)} are here already` : ''}`,
    checked,
    ...(isEncrypted ? [] : ['The connection is not encrypted: others may read along and change what comes.']),
  ].join('\n');
  const download = 'Download';
  const question = `Download this model? (${megabytes(bytes - here)})`;
  return (await window.showInformationMessage(question, { modal: true, detail }, download)) === download;
}
