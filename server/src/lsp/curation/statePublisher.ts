import type { Connection } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { curationStateNotification } from '../../protocol/curation';
import { Paced } from '../paced';
import type { Curation } from './curation';
import { curationState } from './curationViews';
import type { FileCuration } from './inFile/fileCuration';

/** Tells a client that asked for it how the curation of the open documents stands, soon after each change, and each state once. */
export class StatePublisher {
  readonly #paced = new Map<string, Paced>();
  readonly #last = new Map<string, string>();

  constructor(
    private readonly connection: Connection,
    private readonly wanted: boolean,
    private readonly curation: Curation,
    private readonly files: FileCuration,
  ) {}

  changed(document: TextDocument): void {
    if (!this.wanted) return;
    const { uri } = document;
    const paced = this.#paced.get(uri) ?? new Paced(() => this.#publish(document));
    this.#paced.set(uri, paced);
    paced.soon();
  }

  closed({ uri }: TextDocument): void {
    this.#paced.get(uri)?.cancel();
    this.#paced.delete(uri);
    this.#last.delete(uri);
  }

  dispose(): void {
    for (const paced of this.#paced.values()) paced.cancel();
  }

  #publish(document: TextDocument): undefined {
    const { uri } = document;
    const found = this.curation.of(document);
    const curated = this.curation.curatedText(document);
    if (!found || !curated) return;
    const { history } = this.curation;
    const steps = { undo: history.toUndo(uri), redo: history.toRedo(uri) };
    const told = curationState(document, found, curated, steps);
    const state = this.files.stateOf(document, told);
    const now = JSON.stringify(state);
    if (now === this.#last.get(uri)) return;
    this.#last.set(uri, now);
    void this.connection.sendNotification(curationStateNotification, state);
  }
}
