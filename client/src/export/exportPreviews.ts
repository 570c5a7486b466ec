import { type Disposable, EventEmitter, Uri, window, workspace } from 'vscode';

const scheme = 'biogloss-preview';
/** VS Code colours no text that is longer, and nobody reads on. */
const mostText = 200_000;

/** Shows what an export would write, in editors that cannot be typed into and that belong to no file. */
export class ExportPreviews implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #provider: Disposable;

  constructor() {
    this.#provider = workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: ({ path }) => this.#texts.get(path),
    });
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }

  /** @param name of the file that would be written; its extension says how it is coloured */
  async show(name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme, path: `/Preview of ${name}` });
    const isCut = text.length > mostText;
    this.#texts.set(uri.path, isCut ? `${text.slice(0, mostText)}\n…` : text);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: true, preserveFocus: true });
  }
}
