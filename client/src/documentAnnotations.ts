import { type Disposable, EventEmitter, type Range, type TextDocument, type Uri, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type AnnotationsParams,
  annotationsNotification,
  type Decided,
  type MentionView,
  type RelationView,
} from '../../server/src/protocol/annotations';
import {
  type AnnotationChangesParams,
  annotationChangesNotification,
  type ListChange,
} from '../../server/src/protocol/curation';
import { isAnalysed } from './languageClient';
import { withChanges } from './listChanges';

/** One mention in editor positions; several ranges where it is interrupted, in order of reading. */
export interface MarkedMention {
  readonly ranges: readonly Range[];
  readonly type: string;
  readonly text: string;
  /** Ids of concepts. */
  readonly concepts: readonly string[];
  /** The same with their names, as far as terminologies know them, and how sure the model is. */
  readonly links: MentionView['concepts'];
  readonly score?: number;
  readonly uncertainty: number;
  /** Absent where no person has decided on it. */
  readonly decided?: Decided;
  /** A corpus file says so, and the model does not: it is not drawn as a mark of the model's. */
  readonly isOnlyInFile: boolean;
}

/** What is marked in one version of a document. */
export interface DocumentMarks {
  readonly version: number;
  /** False while parts are still to be analysed. */
  readonly complete: boolean;
  readonly mentions: readonly MarkedMention[];
  /** Stretches that no model has read. */
  readonly unread: readonly Range[];
  readonly relations: readonly RelationView[];
  /** What persons have said is no mention, and no relation. */
  readonly rejected: readonly MarkedMention[];
  readonly rejectedRelations: readonly RelationView[];
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

  constructor(private readonly client: LanguageClient) {
    this.subscriptions = [
      this.changed,
      client.onNotification(annotationsNotification, (params: AnnotationsParams) => this.receive(params)),
      client.onNotification(annotationChangesNotification, (params: AnnotationChangesParams) =>
        this.receiveChanges(params),
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

  private receive(params: AnnotationsParams): void {
    const { asRange, asUri } = this.client.protocol2CodeConverter;
    const uri = asUri(params.uri);
    const key = uri.toString();
    if (!isRead(key)) return;
    const { index, of } = params.slice;
    const before = index === 0 ? undefined : this.incoming.get(key);
    const marked = (view: MentionView) => this.marked(view);
    const marks: DocumentMarks = {
      version: params.version,
      complete: params.complete,
      mentions: [...(before?.mentions ?? []), ...params.mentions.map(marked)],
      unread: [...(before?.unread ?? []), ...params.unread.map((range) => asRange(range))],
      relations: [...(before?.relations ?? []), ...params.relations],
      rejected: [...(before?.rejected ?? []), ...(params.rejected ?? []).map(marked)],
      rejectedRelations: [...(before?.rejectedRelations ?? []), ...(params.rejectedRelations ?? [])],
    };
    if (index + 1 < of) {
      this.incoming.set(key, marks);
      return;
    }
    this.incoming.delete(key);
    this.marks.set(key, marks);
    this.changed.fire(uri);
  }

  /** What little has changed since the last whole series. One of another version is passed over: a series of its own is on its way. */
  private receiveChanges(params: AnnotationChangesParams): void {
    const uri = this.client.protocol2CodeConverter.asUri(params.uri);
    const before = this.marks.get(uri.toString());
    if (before?.version !== params.version) return;
    const marked = (changes: readonly ListChange<MentionView>[]) =>
      changes.map((change) => ({ ...change, added: change.added.map((view) => this.marked(view)) }));
    this.marks.set(uri.toString(), {
      ...before,
      mentions: withChanges(before.mentions, marked(params.mentions)),
      rejected: withChanges(before.rejected, marked(params.rejected)),
      relations: params.relations ?? before.relations,
      rejectedRelations: params.rejectedRelations ?? before.rejectedRelations,
    });
    this.changed.fire(uri);
  }

  private marked(view: MentionView): MarkedMention {
    const { ranges, type, text, concepts, score, uncertainty, origin, decided } = view;
    const { asRange } = this.client.protocol2CodeConverter;
    return {
      ranges: ranges.map((range) => asRange(range)),
      type,
      text,
      concepts: concepts.map(({ id }) => id),
      links: concepts,
      score,
      uncertainty,
      decided,
      isOnlyInFile: origin === 'gold',
    };
  }
}

/** What was on its way when a document was closed, or changed into a language that is not read, comes too late. */
const isRead = (key: string): boolean =>
  workspace.textDocuments.some((document) => document.uri.toString() === key && isAnalysed(document));
