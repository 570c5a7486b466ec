import { basename } from 'node:path';
import { type Memento, type TextDocument, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands } from '../../../server/src/protocol/commandNames';
import type { ExportArguments, ExportResult } from '../../../server/src/protocol/commands';
import { runWithProgress } from '../serverCommand';
import { remembered } from './exportMemory';
import { type Exported, exportKey, exportName } from './exportName';
import type { ExportPreviews } from './exportPreviews';
import { exportFormat } from './exportQuestions';

/** So many documents show what a format makes of them. */
const previewed = 3;

/** What is exported, as the server is told of it. */
export interface ExportWhat extends Pick<ExportArguments, 'uris' | 'selection'> {
  /** The text that the selection is of, as it stood when it was chosen. */
  readonly selectedIn?: { readonly document: TextDocument; readonly version: number };
}

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
    return exportKey(this.#of);
  }

  get #of(): Exported {
    const { uris, selection } = this.what;
    const { format, annotations } = this;
    return { uris, format, ...(selection && { selection }), ...(annotations && { annotations }) };
  }

  /**
   * @returns undefined where the person cancelled; then nothing of it is there
   * @throws Error with a sentence, also where the text is not the one any more that something was selected in
   */
  async run(how: Partial<ExportArguments> = {}): Promise<ExportResult | undefined> {
    const { selectedIn } = this.what;
    if (selectedIn && selectedIn.document.version !== selectedIn.version)
      throw new Error('The text has changed since a part of it was chosen. Export that part again.');
    const argument: ExportArguments = { ...this.#of, ...how };
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
    const [uri] = this.what.uris;
    const name = this.what.uris.length > 1 ? (workspace.name ?? '') : basename(Uri.parse(uri!).path);
    return exportName(name, this.#of, exportFormat(this.format).extension);
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
