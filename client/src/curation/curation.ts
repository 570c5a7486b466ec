import { type Disposable, EventEmitter, type TextDocument, type Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands } from '../../../server/src/protocol/commandNames';
import {
  type CurateParams,
  type CurateResult,
  type CurationStateParams,
  curateRequest,
  curationStateNotification,
  redoCurationRequest,
  type UndoCurationParams,
  undoCurationRequest,
} from '../../../server/src/protocol/curation';
import type { DocumentAnnotations, DocumentMarks } from '../documentAnnotations';
import { runWithProgress } from '../serverCommand';
import { type CurationItem, itemsOf } from './curationItem';

/** In the status bar, for some seconds. */
const tell = (what: string) => window.setStatusBarMessage(`BioGloss: ${what}`, 6_000);

/** What is decided is shown within so many milliseconds, or nobody waits for it any longer. */
const patience = 3_000;

/** What persons have decided in the open documents, and what can be decided there; the server keeps it and is asked to change it. */
export class Curation implements Disposable {
  readonly #states = new Map<string, CurationStateParams>();
  /** Made when they are asked for: a document may have thousands. */
  readonly #items = new Map<string, { marks: DocumentMarks; items: readonly CurationItem[] }>();
  readonly #pending = new Map<string, NodeJS.Immediate>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscriptions: Disposable[];
  /** Requests go one after the other, as the keys came. */
  #last: Promise<unknown> = Promise.resolve();
  /** Fires with a document's address when there is something else to decide, or has been decided. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly client: LanguageClient,
    private readonly annotations: DocumentAnnotations,
  ) {
    const problems = new Map<string, string>();
    this.#subscriptions = [
      this.#changed,
      annotations.onDidChange((uri) => this.#changedSoon(uri)),
      client.onNotification(curationStateNotification, (state: CurationStateParams) => {
        const uri = client.protocol2CodeConverter.asUri(state.uri);
        this.#states.set(uri.toString(), state);
        this.#items.delete(uri.toString());
        if (state.problem && problems.get(state.uri) !== state.problem)
          void window.showWarningMessage(state.problem);
        if (state.problem) problems.set(state.uri, state.problem);
        else problems.delete(state.uri);
        this.#changedSoon(uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#states.delete(uri.toString());
        this.#items.delete(uri.toString());
      }),
    ];
  }

  dispose(): void {
    for (const pending of this.#pending.values()) clearImmediate(pending);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Undefined until the server has told. */
  stateOf({ uri }: Pick<TextDocument, 'uri'>): CurationStateParams | undefined {
    return this.#states.get(uri.toString());
  }

  /** Undefined while the document's annotations are of another version, or incomplete. */
  itemsOf(document: TextDocument): readonly CurationItem[] | undefined {
    const marks = this.annotations.of(document);
    if (!marks?.complete) return undefined;
    const key = document.uri.toString();
    const known = this.#items.get(key);
    if (known?.marks === marks) return known.items;
    const items = itemsOf(marks, this.#states.get(key));
    this.#items.set(key, { marks, items });
    return items;
  }

  /**
   * Has the server decide, and tells what was done.
   * @returns undefined where the person called it off
   * @throws Error with a sentence for the person
   */
  curate(params: CurateParams): Promise<CurateResult | undefined> {
    return this.#inTurn(async () => {
      const result = await this.#ask(params);
      if (!result) {
        tell('called off; nothing was decided');
        return undefined;
      }
      tell(result.changed > 0 ? result.label : 'that was decided already');
      if (result.problems?.length) void window.showWarningMessage(result.problems.join(' '));
      return result;
    });
  }

  /**
   * Takes the last step back, or does it again.
   * @throws Error with a sentence for the person
   */
  async takeBack(direction: 'undo' | 'redo', document?: TextDocument): Promise<CurateResult | undefined> {
    const params: UndoCurationParams = document ? { uri: document.uri.toString() } : {};
    const request = direction === 'undo' ? undoCurationRequest : redoCurationRequest;
    return this.#inTurn(async () => {
      const result = await this.client.sendRequest<CurateResult | null>(request, params);
      const done = direction === 'undo' ? 'taken back' : 'done again';
      tell(result ? `${done}: ${result.label}` : `nothing can be ${done}`);
      return result ?? undefined;
    });
  }

  /** What the document's items have in them once they have it; undefined where they have not soon, or are not known. */
  async once<Found>(
    document: TextDocument,
    find: (items: readonly CurationItem[]) => Found | undefined,
  ): Promise<Found | undefined> {
    const now = () => {
      const items = this.itemsOf(document);
      return items && find(items);
    };
    const until = Date.now() + patience;
    while (now() === undefined && Date.now() < until) await this.#changedIn(document, until - Date.now());
    return now();
  }

  /** What is decided in all files of the workspace takes a while, and can be called off. */
  #ask(params: CurateParams): Promise<CurateResult | undefined> {
    if (params.scope !== 'workspace') return this.client.sendRequest<CurateResult>(curateRequest, params);
    const title = 'deciding in all files of the workspace';
    return runWithProgress<CurateResult>(this.client, title, commands.curate, params);
  }

  /** Annotations and state come one after the other, and are drawn together. */
  #changedSoon(uri: Uri): void {
    const key = uri.toString();
    if (this.#pending.has(key)) return;
    const pending = setImmediate(() => {
      this.#pending.delete(key);
      this.#changed.fire(uri);
    });
    this.#pending.set(key, pending);
  }

  async #changedIn({ uri }: TextDocument, milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        listener.dispose();
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      const listener = this.onDidChange((changed) => {
        if (changed.toString() === uri.toString()) end();
      });
    });
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = this.#last;
    const own = before.then(work, work);
    this.#last = own.catch(() => {});
    return own;
  }
}
