import type { ClientCapabilities, Connection } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService } from '../languageService/languageService';
import { annotationsNotification } from '../protocol/annotations';
import { annotationsParams } from './annotationViews';
import type { DocumentAnnotator } from './documentAnnotator';
import { Paced } from './paced';

/**
 * Tells the client of new results: by `biogloss/annotations` where it asked for that, by diagnostics, and by asking it to
 * fetch semantic tokens again. Intermediate results come at a pace that leaves the server free for answers.
 */
export class ResultPublisher {
  readonly #paced = new Map<string, Paced>();
  readonly #refreshTokens?: Paced;
  /** Documents that show a diagnostic, so that none is sent where there was none. */
  readonly #faulty = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly annotator: DocumentAnnotator,
    private readonly service: LanguageService,
    capabilities: ClientCapabilities,
    private readonly pushes: boolean,
  ) {
    if (refreshesTokens(capabilities))
      this.#refreshTokens = new Paced(() => void connection.languages.semanticTokens.refresh());
  }

  changed(document: TextDocument): void {
    const { uri } = document;
    const paced = this.#paced.get(uri) ?? new Paced(() => this.#publish(document));
    this.#paced.set(uri, paced);
    if (this.annotator.isSettled(document)) paced.now();
    else paced.soon();
  }

  closed({ uri }: TextDocument): void {
    this.#paced.get(uri)?.cancel();
    this.#paced.delete(uri);
    if (this.#faulty.delete(uri)) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const paced of this.#paced.values()) paced.cancel();
    this.#refreshTokens?.cancel();
  }

  #publish(document: TextDocument): void {
    const { uri, version } = document;
    if (this.pushes) {
      const params = annotationsParams(document, this.annotator.current(document));
      void this.connection.sendNotification(annotationsNotification, params);
    }
    const diagnostics = this.service.diagnostics.provideDiagnostics(document);
    if (diagnostics.length > 0 || this.#faulty.has(uri))
      void this.connection.sendDiagnostics({ uri, version, diagnostics });
    if (diagnostics.length > 0) this.#faulty.add(uri);
    else this.#faulty.delete(uri);
    this.#refreshTokens?.soon();
  }
}

/** True for a client that fetches semantic tokens again when it is told that there are new ones. */
export const refreshesTokens = ({ workspace }: ClientCapabilities): boolean =>
  workspace?.semanticTokens?.refreshSupport === true;
