import { PassThrough, type Readable, type Writable } from 'node:stream';
import {
  type ApplyWorkspaceEditParams,
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Hover,
  type InitializeParams,
  ProposedFeatures,
  type ProtocolConnection,
  type Range,
  type SemanticTokens,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type ServerOptions, startServer } from '../../server/src/lsp/server';
import { type AnnotationsParams, annotationsNotification } from '../../server/src/protocol/annotations';
import {
  type AnnotationChangesParams,
  annotationChangesNotification,
  type ListChange,
} from '../../server/src/protocol/curation';
import { type StatusParams, statusNotification } from '../../server/src/protocol/status';

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  readonly workspaceFolders?: InitializeParams['workspaceFolders'];
  /** Answers to requests of the server, by method. */
  readonly answers?: Readonly<Record<string, (params: never) => unknown>>;
}

export interface EditorOptions extends ClientOptions {
  readonly server: ServerOptions;
}

/** A client that speaks real LSP with a server, and keeps what it is told. */
export class Editor {
  readonly annotations: AnnotationsParams[] = [];
  readonly statuses: StatusParams[] = [];
  readonly diagnostics = new Map<string, string[]>();
  /** Progresses that the server asked for and has begun. */
  readonly progressTokens: (string | number)[] = [];
  readonly #documents = new Map<string, TextDocument>();
  #slices?: AnnotationsParams;
  readonly #watchers = new Set<() => void>();

  private constructor(readonly connection: ProtocolConnection) {}

  /** Starts a server in this process and talks to it over streams. */
  static start({ server, ...options }: EditorOptions): Promise<Editor> {
    const [up, down] = [new PassThrough(), new PassThrough()];
    startServer(
      createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)),
      server,
    );
    return Editor.connect(down, up, options);
  }

  /** Shakes hands with a server that listens already. */
  static async connect(
    fromServer: Readable,
    toServer: Writable,
    { capabilities = {}, initializationOptions, workspaceFolders, answers = {} }: ClientOptions = {},
  ): Promise<Editor> {
    const client = createProtocolConnection(
      new StreamMessageReader(fromServer),
      new StreamMessageWriter(toServer),
    );
    const editor = new Editor(client);
    editor.#listen();
    for (const [method, answer] of Object.entries(answers))
      client.onRequest(method, answer as (params: unknown) => unknown);
    client.listen();
    const params: InitializeParams = {
      processId: null,
      rootUri: null,
      capabilities,
      workspaceFolders,
      initializationOptions: { annotations: true, status: true, ...initializationOptions },
    };
    await client.sendRequest('initialize', params);
    await client.sendNotification('initialized', {});
    return editor;
  }

  /** Keeps what the server tells by other notifications; `until` looks after each. */
  listen<Params>(method: string, store: (params: Params) => void): void {
    this.connection.onNotification(method, this.#kept(store));
  }

  readonly #kept =
    <Params>(store: (params: Params) => void) =>
    (params: Params) => {
      store(params);
      for (const look of this.#watchers) look();
    };

  #listen(): void {
    const keep = this.#kept;
    this.connection.onNotification(
      annotationsNotification,
      keep((params: AnnotationsParams) => this.#take(params)),
    );
    this.connection.onNotification(
      annotationChangesNotification,
      keep((params: AnnotationChangesParams) => this.#change(params)),
    );
    this.connection.onNotification(
      statusNotification,
      keep((params: StatusParams) => this.statuses.push(params)),
    );
    this.connection.onNotification(
      'textDocument/publishDiagnostics',
      keep(({ uri, diagnostics }: { uri: string; diagnostics: { message: string }[] }) =>
        this.diagnostics.set(
          uri,
          diagnostics.map(({ message }) => message),
        ),
      ),
    );
    this.connection.onNotification('window/logMessage', () => {});
    this.connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string | number }) => {
      const begun = keep(({ kind }: { kind: string }) => {
        if (kind === 'begin') this.progressTokens.push(token);
      });
      this.connection.onProgress(WorkDoneProgress.type, token, begun);
      return null;
    });
  }

  /** Puts the slices of one series together. */
  #take(params: AnnotationsParams): void {
    const before = params.slice.index === 0 ? undefined : this.#slices;
    this.#slices = before
      ? {
          ...params,
          mentions: [...before.mentions, ...params.mentions],
          relations: [...before.relations, ...params.relations],
          rejected: [...(before.rejected ?? []), ...(params.rejected ?? [])],
          rejectedRelations: [...(before.rejectedRelations ?? []), ...(params.rejectedRelations ?? [])],
          unread: [...before.unread, ...params.unread],
        }
      : params;
    if (params.slice.index + 1 === params.slice.of) this.annotations.push(this.#slices);
  }

  /** Changes what the last complete series said. */
  #change({ uri, version, mentions, rejected, ...others }: AnnotationChangesParams): void {
    const before = this.annotations.findLast((each) => each.uri === uri);
    if (before?.version !== version) throw new Error(`changes of version ${version}, which was not sent`);
    const changed = <Item>(items: readonly Item[], changes: readonly ListChange<Item>[]) => {
      const now = [...items];
      for (const { start, removed, added } of changes.toReversed()) now.splice(start, removed, ...added);
      return now;
    };
    this.annotations.push({
      ...before,
      mentions: changed(before.mentions, mentions),
      rejected: changed(before.rejected ?? [], rejected),
      ...(others.relations && { relations: others.relations }),
      ...(others.rejectedRelations && { rejectedRelations: others.rejectedRelations }),
    });
  }

  /** Waits for what the server tells to fulfil a condition; gives its first truthy value. */
  until<Value>(condition: () => Value, what: string, limit = 10_000): Promise<NonNullable<Value>> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const value = condition();
        if (!value) return;
        this.#watchers.delete(look);
        clearTimeout(timer);
        resolve(value);
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`${what} did not come within ${limit} ms`));
      }, limit);
      this.#watchers.add(look);
      look();
    });
  }

  async open(uri: string, text: string, languageId = 'plaintext'): Promise<TextDocument> {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.#documents.set(uri, document);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
    return document;
  }

  /** Replaces the first occurrence of `found`; the server is told of the edit alone. */
  async replace(uri: string, found: string, by: string): Promise<TextDocument> {
    const document = this.document(uri);
    const start = document.getText().indexOf(found);
    if (start < 0) throw new Error(`"${found}" is not in ${uri}`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + found.length) };
    await this.#edit(document, [{ range, text: by }]);
    return document;
  }

  /** From now on the server may change open documents, as long as they have the version that it names. Needs the capability `workspace.applyEdit`. */
  letsEdit(): void {
    this.connection.onRequest('workspace/applyEdit', async ({ edit }: ApplyWorkspaceEditParams) => {
      for (const change of edit.documentChanges ?? []) {
        if (!('edits' in change)) return { applied: false };
        const { uri, version } = change.textDocument;
        const document = this.document(uri);
        if (version !== null && version !== document.version) return { applied: false };
        // From the last to the first, as editors send them: all are counted in the text as it was.
        const contentChanges = (change.edits as TextEdit[])
          .toReversed()
          .map(({ range, newText }) => ({ range, text: newText }));
        await this.#edit(document, contentChanges);
      }
      return { applied: true };
    });
  }

  /** Replaces all of a text, as an undo does. */
  async rewrite(uri: string, text: string): Promise<void> {
    const document = this.document(uri);
    const range = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
    await this.#edit(document, [{ range, text }]);
  }

  async #edit(
    document: TextDocument,
    contentChanges: readonly { readonly range: Range; readonly text: string }[],
  ): Promise<void> {
    const { uri } = document;
    const version = document.version + 1;
    TextDocument.update(document, [...contentChanges], version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  /** Closes a document; what was not saved is lost. */
  async shut(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  /** The complete annotations of the document as it stands. */
  complete(uri: string): Promise<AnnotationsParams> {
    return this.until(
      () =>
        this.annotations.findLast(
          (params) => params.uri === uri && params.complete && params.version === this.document(uri).version,
        ),
      `annotations of ${uri}`,
    );
  }

  hover(uri: string, word: string): Promise<Hover | null> {
    const document = this.document(uri);
    const position = document.positionAt(document.getText().indexOf(word) + 1);
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  tokens(uri: string): Promise<SemanticTokens> {
    return this.connection.sendRequest('textDocument/semanticTokens/full', { textDocument: { uri } });
  }

  execute(command: string, args: object): Promise<unknown> {
    return this.connection.sendRequest('workspace/executeCommand', { command, arguments: [args] });
  }

  /** The analysis worker's process id. */
  get worker(): number {
    const pid = this.statuses.at(-1)?.workerProcess;
    if (pid === undefined) throw new Error('no analysis worker is running');
    return pid;
  }

  async close(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }
}

/** The wording of each mention, in order. */
export const words = ({ mentions }: AnnotationsParams): string[] => mentions.map(({ text }) => text);
