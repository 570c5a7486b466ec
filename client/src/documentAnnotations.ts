import { type Disposable, EventEmitter, type Range, type TextDocument, type Uri, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type AnnotationsParams, annotationsNotification } from '../../server/src/protocol/annotations';
import { isAnalysed } from './languageClient';

/** One mention in editor positions; several ranges where it is interrupted, in order of reading. */
export interface MarkedMention {
  readonly ranges: readonly Range[];
  readonly type: string;
  readonly text: string;
  readonly concepts: readonly string[];
  readonly score?: number;
}

/** What is marked in one version of a document. */
export interface DocumentMarks {
  readonly version: number;
  /** False while parts are still to be analysed. */
  readonly complete: boolean;
  readonly mentions: readonly MarkedMention[];
  /** Stretches that no model has read. */
  readonly unread: readonly Range[];
  readonly relations: AnnotationsParams['relations'];
}

/** The latest annotations of every open document, as the language server pushes them. */
export class DocumentAnnotations implements Disposable {
  private readonly marks = new Map<string, DocumentMarks>();
  /** Of long documents: what has come, while more is to come. */
  private readonly incoming = new Map<string, DocumentMarks>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly subscriptions: Disposable[];
  /** Fires with a document's address when its marks have been replaced, or are gone. */
  readonly onDidChange = this.changed.event;

  constructor(client: LanguageClient) {
    this.subscriptions = [
      this.changed,
      client.onNotification(annotationsNotification, (params: AnnotationsParams) =>
        this.receive(client, params),
      ),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.incoming.delete(uri.toString());
        // It may stay on screen: a document whose language is changed is closed and opened again.
        if (this.marks.delete(uri.toString())) this.changed.fire(uri);
      }),
    ];
  }

  /** Whether marks of any version of the document are known. */
  has({ uri }: TextDocument): boolean {
    return this.marks.has(uri.toString());
  }

  /** The marks of the document as it is now; undefined while only those of another version are known. */
  of({ uri, version }: TextDocument): DocumentMarks | undefined {
    const marks = this.marks.get(uri.toString());
    return marks?.version === version ? marks : undefined;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private receive(client: LanguageClient, params: AnnotationsParams): void {
    const { asRange, asUri } = client.protocol2CodeConverter;
    const uri = asUri(params.uri);
    const key = uri.toString();
    if (!isRead(key)) return;
    const { index, of } = params.slice;
    const before = index === 0 ? undefined : this.incoming.get(key);
    const mentions = params.mentions.map(({ ranges, type, text, concepts, score }) => ({
      ranges: ranges.map((range) => asRange(range)),
      type,
      text,
      concepts: concepts.map(({ id }) => id),
      score,
    }));
    const marks: DocumentMarks = {
      version: params.version,
      complete: params.complete,
      mentions: [...(before?.mentions ?? []), ...mentions],
      unread: [...(before?.unread ?? []), ...params.unread.map((range) => asRange(range))],
      relations: [...(before?.relations ?? []), ...params.relations],
    };
    if (index + 1 < of) {
      this.incoming.set(key, marks);
      return;
    }
    this.incoming.delete(key);
    this.marks.set(key, marks);
    this.changed.fire(uri);
  }
}

/** What was on its way when a document was closed, or changed into a language that is not read, comes too late. */
const isRead = (key: string): boolean =>
  workspace.textDocuments.some((document) => document.uri.toString() === key && isAnalysed(document));
