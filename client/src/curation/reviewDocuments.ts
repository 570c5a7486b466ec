import { CancellationTokenSource, type Disposable, type TextDocument, Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands } from '../../../server/src/protocol/commandNames';
import type {
  DocumentsToReviewArguments,
  DocumentsToReviewResult,
} from '../../../server/src/protocol/commands';
import { execute } from '../serverCommand';
import { nextDocument, type ReviewRoute } from './documentOrder';
import { folderDocuments } from './folderDocuments';

/** With more documents the model would still be reading when the person is done with many of them. */
const mostRanked = 300;

/**
 * The documents that a review goes through: those of a folder, first those of which the model is least sure, as soon as it has read them; until then by their
 * names. It reads them while the person decides on the first one.
 */
export class ReviewDocuments implements Disposable {
  #folder: readonly Uri[] = [];
  #ranked?: ReviewRoute['ranked'];
  readonly #visited = new Set<string>();
  #search?: CancellationTokenSource;

  constructor(private readonly client: LanguageClient) {}

  dispose(): void {
    this.#search?.cancel();
  }

  /** A review begins: no document has been visited. */
  begin(): void {
    this.#search?.cancel();
    this.#search = undefined;
    this.#ranked = undefined;
    this.#folder = [];
    this.#visited.clear();
  }

  /** How many documents the folder has; 0 until it has been looked at. */
  get count(): number {
    return this.#folder.length;
  }

  /** How many of them the review has been in. */
  get visited(): number {
    return this.#visited.size;
  }

  /** The review is in a document, perhaps of another folder. */
  async enter({ uri }: TextDocument): Promise<void> {
    this.#visited.add(uri.toString());
    if (this.#folder.some((each) => each.toString() === uri.toString())) return;
    this.#folder = await folderDocuments(uri).catch(() => [uri]);
    void this.#rank();
  }

  /** The next document in which the review has not been; undefined where there is none. */
  next({ uri }: TextDocument): Uri | undefined {
    const folder = this.#folder.map((each) => each.toString());
    const found = nextDocument(folder, {
      from: uri.toString(),
      visited: this.#visited,
      ...(this.#ranked && { ranked: this.#ranked }),
    });
    return this.#folder.find((each) => each.toString() === found);
  }

  async #rank(): Promise<void> {
    this.#search?.cancel();
    this.#ranked = undefined;
    const texts = this.#folder
      .filter(({ scheme, path }) => scheme === 'file' && isPlainText.test(path))
      .slice(0, mostRanked);
    if (texts.length < 2) return;
    const search = new CancellationTokenSource();
    this.#search = search;
    const argument: DocumentsToReviewArguments = {
      folders: [Uri.joinPath(texts[0]!, '..').fsPath],
      only: texts.map(({ fsPath }) => fsPath),
    };
    const cancellation = search.token;
    const found = await execute<DocumentsToReviewResult>(
      this.client,
      commands.documentsToReview,
      argument,
      { cancellation },
      // Without an order by doubt there is still the one by names.
    ).catch(() => undefined);
    if (!found || search !== this.#search) return;
    this.#ranked = {
      read: new Set(texts.map(String)),
      open: found.documents.map(({ path }) => Uri.file(path).toString()),
    };
  }
}

/** What the model reads for it; the others keep their place by name. */
const isPlainText = /\.(txt|md|markdown)$/i;
