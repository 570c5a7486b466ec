import type { ClientCapabilities, Connection, Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService } from '../languageService/languageService';
import { annotationsNotification } from '../protocol/annotations';
import { annotationChangesNotification } from '../protocol/curation';
import { annotationChanges } from './annotationChanges';
import { annotationSlices } from './annotationViews';
import type { CuratedDocument } from './curation/curatedDocument';
import type { FileCuration } from './curation/inFile/fileCuration';
import { Paced } from './paced';

/**
 * Tells the client of new results: by `biogloss/annotations` where it asked for that, by diagnostics, and by asking it to
 * fetch semantic tokens again. Intermediate results come at a pace that leaves the server free for answers.
 */
export class ResultPublisher {
  readonly #paced = new Map<string, Paced>();
  readonly #nextSlice = new Map<string, NodeJS.Immediate>();
  /** What the client has of each document, where a whole series of it has been sent. */
  readonly #known = new Map<string, CuratedDocument>();
  readonly #refreshTokens?: Paced;
  /** Documents that show a diagnostic, so that none is sent where there was none. */
  readonly #faulty = new Set<string>();
  /** What was told of each document's analysis. */
  readonly #told = new Map<string, string | undefined>();

  constructor(
    private readonly connection: Connection,
    private readonly annotator: Pick<FileCuration, 'current' | 'problem' | 'isSettled'>,
    private readonly service: LanguageService,
    capabilities: ClientCapabilities,
    private readonly pushes: boolean,
    private readonly curates: boolean,
    /** What is found in a corpus file, beside what is wrong with its analysis. */
    private readonly foundIn: (document: TextDocument) => readonly Diagnostic[],
  ) {
    if (refreshesTokens(capabilities))
      this.#refreshTokens = new Paced(() => {
        // A client that answers with an error, or goes away meanwhile, just does not fetch them.
        connection.languages.semanticTokens.refresh().catch(() => {});
        return undefined;
      });
  }

  changed(document: TextDocument): void {
    const { uri } = document;
    const paced = this.#paced.get(uri) ?? new Paced(() => this.#publish(document));
    this.#paced.set(uri, paced);
    if (this.annotator.isSettled(document)) paced.now();
    else paced.soon();
  }

  closed({ uri }: TextDocument): void {
    clearImmediate(this.#nextSlice.get(uri));
    this.#nextSlice.delete(uri);
    this.#known.delete(uri);
    this.#paced.get(uri)?.cancel();
    this.#paced.delete(uri);
    this.#told.delete(uri);
    if (this.#faulty.delete(uri)) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const paced of this.#paced.values()) paced.cancel();
    for (const next of this.#nextSlice.values()) clearImmediate(next);
    this.#refreshTokens?.cancel();
  }

  /**
   * Sends slice after slice, other messages between them, until all are sent or the document has changed.
   * @returns how many slices there are; the first has been sent
   */
  #push(document: TextDocument, annotations: CuratedDocument): number {
    const { uri, version } = document;
    if (this.#pushChanges(document, annotations)) return 1;
    let count = 1;
    clearImmediate(this.#nextSlice.get(uri));
    this.#known.delete(uri);
    const slices = annotationSlices(document, annotations, this.curates);
    const send = () => {
      if (document.version !== version) return;
      const { value } = slices.next();
      if (!value) return;
      count = value.slice.of;
      void this.connection.sendNotification(annotationsNotification, value);
      if (value.slice.index + 1 < value.slice.of) this.#nextSlice.set(uri, setImmediate(send));
      else this.#known.set(uri, annotations);
    };
    send();
    return count;
  }

  /** Sends what has changed, where the client knows the rest. @returns false where it has to be sent all of it */
  #pushChanges(document: TextDocument, now: CuratedDocument): boolean {
    const { uri, version } = document;
    const known = this.curates ? this.#known.get(uri) : undefined;
    if (known?.version !== version || !known.complete || !now.complete || now.unread.length > 0) return false;
    const changes = annotationChanges(document, known, now);
    if (!changes) return false;
    this.#known.set(uri, now);
    void this.connection.sendNotification(annotationChangesNotification, changes);
    return true;
  }

  #publish(document: TextDocument): number {
    const { uri } = document;
    const slices = this.pushes ? this.#push(document, this.annotator.current(document)) : 1;
    // What is found in a file is of no analysis, and told by itself: a large file has much of it.
    const problem = this.annotator.problem(document);
    if (this.#told.get(uri) !== problem) this.diagnosticsChanged(document);
    this.#refreshTokens?.soon();
    return slices;
  }

  diagnosticsChanged(document: TextDocument): void {
    const { uri, version } = document;
    this.#told.set(uri, this.annotator.problem(document));
    const diagnostics = [...this.service.diagnostics.provideDiagnostics(document), ...this.foundIn(document)];
    if (diagnostics.length > 0 || this.#faulty.has(uri))
      void this.connection.sendDiagnostics({ uri, version, diagnostics });
    if (diagnostics.length > 0) this.#faulty.add(uri);
    else this.#faulty.delete(uri);
  }
}

/** True for a client that fetches semantic tokens again when it is told that there are new ones. */
export const refreshesTokens = ({ workspace }: ClientCapabilities): boolean =>
  workspace?.semanticTokens?.refreshSupport === true;
