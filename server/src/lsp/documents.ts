import type {
  Connection,
  DidChangeTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Edit, joinedEdits } from '../text/edit';

export interface DocumentListener {
  opened(document: TextDocument): void;
  /** Called once for each single edit, in order, or once for many together; `document` is as it stands afterwards. */
  edited(document: TextDocument, edit: Edit): void;
  /** It is on the disk as it stands. */
  saved(document: TextDocument): void;
  closed(document: TextDocument): void;
}

/** More edits at once, as of "replace all", count as one: following each through thousands of marks takes minutes. */
const mostSingleEdits = 30;

/** The open documents, kept in step with the client by its edits (incremental sync). */
export class Documents {
  readonly #open = new Map<string, TextDocument>();

  constructor(
    connection: Connection,
    private readonly listener: DocumentListener,
  ) {
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      const document = TextDocument.create(uri, languageId, version, text);
      this.#open.set(uri, document);
      listener.opened(document);
    });
    connection.onDidChangeTextDocument((params) => this.#change(params));
    connection.onDidSaveTextDocument(({ textDocument }) => {
      const document = this.#open.get(textDocument.uri);
      if (document) listener.saved(document);
    });
    connection.onDidCloseTextDocument(({ textDocument }) => {
      const document = this.#open.get(textDocument.uri);
      this.#open.delete(textDocument.uri);
      if (document) listener.closed(document);
    });
  }

  get(uri: string): TextDocument | undefined {
    return this.#open.get(uri);
  }

  get all(): TextDocument[] {
    return [...this.#open.values()];
  }

  #change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const document = this.#open.get(uri);
    if (!document) return;
    const areMany = contentChanges.length > mostSingleEdits;
    let whole = areMany ? updatedAtOnce(document, contentChanges, version) : undefined;
    if (whole) {
      this.listener.edited(document, whole);
      return;
    }
    for (const change of contentChanges) {
      const edit = editOf(document, change);
      TextDocument.update(document, [change], version);
      if (areMany) whole = whole ? joinedEdits(whole, edit) : edit;
      else this.listener.edited(document, edit);
    }
    if (whole) this.listener.edited(document, whole);
  }
}

/**
 * Edits from the end of a text to its start, as editors send them, are all counted in the text as it was: it is put together once.
 * @returns one edit for all; undefined where they have another order, and then nothing is done
 */
function updatedAtOnce(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): Edit | undefined {
  const text = document.getText();
  const pieces: string[] = [];
  let start = text.length;
  let end: number | undefined;
  for (const change of changes) {
    const edit = editOf(document, change);
    if (edit.end > start || edit.start > edit.end) return undefined;
    end ??= edit.end;
    pieces.push(text.slice(edit.end, start), change.text);
    start = edit.start;
  }
  if (end === undefined) return undefined;
  const after = [...pieces, text.slice(0, start)].reverse().join('');
  TextDocument.update(document, [{ text: after }], version);
  return { start, end, length: after.length - text.length + end - start };
}

/** @param document as it stands before the change */
function editOf(document: TextDocument, change: TextDocumentContentChangeEvent): Edit {
  const length = change.text.length;
  if (!('range' in change)) return { start: 0, end: document.getText().length, length };
  return {
    start: document.offsetAt(change.range.start),
    end: document.offsetAt(change.range.end),
    length,
  };
}
