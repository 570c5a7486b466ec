import { basename } from 'node:path';
import { type Memento, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands } from '../../../server/src/protocol/commandNames';
import type { ExportArguments, ExportResult } from '../../../server/src/protocol/commands';
import { runWithProgress } from '../serverCommand';
import { remembered } from './exportMemory';
import type { ExportPreviews } from './exportPreviews';
import { exportFormat } from './exportQuestions';

/** So many documents show what a format makes of them. */
const previewed = 3;

/** What is exported, as the server is told of it. */
export type ExportWhat = Pick<ExportArguments, 'uris' | 'selection'>;

/** One export, once it is known what is wanted: looked at beforehand, asked about, written. */
export class ExportJob {
  constructor(
    private readonly client: LanguageClient,
    private readonly what: ExportWhat,
    readonly format: string,
    private readonly annotations: ExportArguments['annotations'],
  ) {}

  /** What it is remembered by. */
  get key(): string {
    return `${this.format} ${this.what.uris.join(' ')}`;
  }

  /** @returns undefined where the person cancelled; then nothing of it is there */
  run(how: Partial<ExportArguments> = {}): Promise<ExportResult | undefined> {
    const { what, format, annotations } = this;
    const argument: ExportArguments = { ...what, format, ...(annotations && { annotations }), ...how };
    const title = how.out === undefined || how.ask ? 'reading what is exported' : 'exporting annotations';
    return runWithProgress<ExportResult>(this.client, title, commands.export, argument);
  }

  async preview(previews: ExportPreviews): Promise<ExportResult | undefined> {
    const result = await this.run({ preview: previewed });
    if (result?.preview !== undefined) await previews.show(this.fileName, result.preview);
    return result;
  }

  /** Named after what is exported. */
  get fileName(): string {
    const { extension } = exportFormat(this.format);
    const [uri] = this.what.uris;
    const name = this.what.uris.length > 1 ? (workspace.name ?? '') : basename(Uri.parse(uri!).path);
    return `${name.replace(/\.[^.]*$/, '') || 'annotations'}.${extension}`;
  }

  /** Where it was written last time, or else beside the document or the folder: within a folder, the next export would take it for one of its documents. */
  async askForTarget(memory: Memento): Promise<string | undefined> {
    const { title, extension } = exportFormat(this.format);
    const last = remembered(memory).targets?.[this.key];
    const target = await window.showSaveDialog({
      title: `Export as ${title}`,
      saveLabel: 'Export',
      defaultUri: last === undefined ? this.#besideSource() : Uri.file(last),
      filters: { [title]: [extension] },
    });
    return target?.fsPath;
  }

  #besideSource(): Uri | undefined {
    const uri = Uri.parse(this.what.uris[0]!);
    const first = workspace.workspaceFolders?.[0]?.uri;
    if (uri.scheme !== 'file') return first && Uri.joinPath(first, this.fileName);
    const beside = Uri.joinPath(uri, '..', this.fileName);
    // A corpus file that keeps its format would take its own place.
    if (beside.path !== uri.path) return beside;
    return Uri.joinPath(uri, '..', this.fileName.replace(/\.[^.]*$/, '.annotated$&'));
  }
}
