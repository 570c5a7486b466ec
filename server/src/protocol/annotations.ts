import type { Range } from 'vscode-languageserver-types';
import type { ConceptId, ConceptLink, Origin } from '../annotation/model';

/**
 * Server → client, to clients that ask for it (`initializationOptions.annotations`): what is marked in a document.
 * Each series of messages replaces the one before. A client whose document has another version by now ignores it: the next is on its way.
 */
export const annotationsNotification = 'biogloss/annotations';

export interface AnnotationsParams {
  readonly uri: string;
  /** Version of the document that all ranges below belong to. */
  readonly version: number;
  /** False while parts of the document are still to be analysed. */
  readonly complete: boolean;
  /**
   * A long document comes in several messages, so that none of them keeps server or editor busy: number `index` (from 0) of
   * `of`, each adding to those before it. Number 0 begins anew, also where the last of an earlier series has not come.
   */
  readonly slice: { readonly index: number; readonly of: number };
  /** In order of reading. */
  readonly mentions: readonly MentionView[];
  readonly relations: readonly RelationView[];
  /** What a person has rejected: it is not marked, and can be accepted after all. Only for clients that ask for `curation`. */
  readonly rejected?: readonly MentionView[];
  readonly rejectedRelations?: readonly RelationView[];
  /** Stretches that the model failed on: marked rather than silently left out. */
  readonly unread: readonly Range[];
}

export interface MentionView {
  /** One range, or several where the mention is interrupted; a range may cross a line end. */
  readonly ranges: readonly [Range, ...Range[]];
  readonly type: string;
  /** The mention's wording. */
  readonly text: string;
  /** Empty where no concept is known. */
  readonly concepts: readonly ConceptLink[];
  /** From 0 to 1: the surer the model, the higher. Absent where no model says so. */
  readonly score?: number;
  /** How likely it has to be corrected, from 0 to 1; 0 where a person has decided on it. */
  readonly uncertainty: number;
  readonly origin: Origin;
  readonly decided?: Decided;
}

/** What a person has decided of a mention or relation. Absent where nobody has. */
export interface Decided {
  /** The decision's id in the sidecar; empty where a corpus file itself says so: then nobody is named, either. */
  readonly decision: string;
  /** As the model has it; otherwise than the model has it; where the model has nothing; not there at all. */
  readonly verdict: 'accepted' | 'corrected' | 'added' | 'rejected';
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly when: string;
  readonly note?: string;
}

export interface RelationView {
  readonly type: string;
  readonly subject: RelationEnd;
  readonly object: RelationEnd;
  readonly score?: number;
  /** As of a mention: the nearer its score is to the one from which on the model claims it, the likelier. */
  readonly uncertainty: number;
  readonly origin: Origin;
  readonly negated?: boolean;
  /** Which document of a corpus file claims it, from 0; absent in other files. */
  readonly document?: number;
  readonly decided?: Decided;
  /** Best first. */
  readonly evidence: readonly { readonly sentence: Range; readonly subject: Range; readonly object: Range }[];
}

export interface RelationEnd {
  /** What `biogloss/curate` takes back: the concept, or where none is known an id made of the name. */
  readonly id: ConceptId;
  /** Absent where no concept is known. */
  readonly concept?: ConceptId;
  /** How the text calls it. */
  readonly name: string;
}
