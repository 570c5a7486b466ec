import type { Position, Range } from 'vscode-languageserver-types';
import type { ConceptId } from '../annotation/model';
import type { MentionView, RelationView } from './annotations';

/**
 * Client → server request (also the command `biogloss.curate` of `workspace/executeCommand`): a person decides. What follows from it is published as
 * after an analysis. Everything that one request changes, in however many documents, is one step of undo.
 * It fails with a sentence where nothing can be decided or kept; with the code ContentModified where a document has another version by now.
 */
export const curateRequest = 'biogloss/curate';

export interface CurateParams {
  readonly action: CurationAction;
  /** What it is done to, document by document. */
  readonly on: readonly CurationTargets[];
  /** Where it holds as well; `this` where not given. */
  readonly scope?: CurationScope;
}

/**
 * `this`: what is named, and nothing else. `document`: also each mention in the same document that has the same wording (as terminologies compare names)
 * and type. `workspace`: also in all other documents of the workspace's folders; those that are not open are analysed first.
 */
export const curationScopes = ['this', 'document', 'workspace'] as const;
export type CurationScope = (typeof curationScopes)[number];

export interface CurationTargets {
  readonly uri: string;
  /** Of the document that the ranges belong to. */
  readonly version: number;
  /** Mentions as they were published, also rejected ones; for `add`, stretches of the text. */
  readonly mentions?: readonly MentionTarget[];
  readonly relations?: readonly RelationTarget[];
  /** Decisions by their ids: lost and disputed ones, notes, or any other. */
  readonly decisions?: readonly string[];
}

export interface MentionTarget {
  readonly ranges: readonly [Range, ...Range[]];
  /** Needed where several mentions have the same ranges. */
  readonly type?: string;
}

export interface RelationTarget {
  readonly type: string;
  readonly subject: ConceptId;
  readonly object: ConceptId;
  /** Which document of a corpus file claims it, from 0; needed where several do. */
  readonly document?: number;
}

/** What a person can do. */
export type CurationAction =
  /** Right as it is: a mention, a relation, or one that was rejected before. Of disputed decisions: this one counts, and those that contradict it go. */
  | { readonly kind: 'accept' }
  /** No such mention or relation. A mention that a person had added is taken back. */
  | { readonly kind: 'reject' }
  /** Whatever was decided of it is taken back: what the model says counts again. Lost decisions are dropped by it. */
  | { readonly kind: 'clear' }
  | { readonly kind: 'changeType'; readonly type: string }
  /** A boundary moved by a word. Elsewhere in the scope only where the same words come of it. */
  | { readonly kind: 'setBoundaries'; readonly side: 'start' | 'end'; readonly by: 'grow' | 'shrink' }
  /** The mention, or a lost decision, covers these stretches now. */
  | { readonly kind: 'setRanges'; readonly ranges: readonly [Range, ...Range[]] }
  /** What it means: ids of concepts; none for a name that no terminology has. */
  | { readonly kind: 'link'; readonly concepts: readonly ConceptId[] }
  /** A mention that nobody has found; `concepts` not given leaves them to the model. */
  | { readonly kind: 'add'; readonly type: string; readonly concepts?: readonly ConceptId[] }
  /** A relation that the document claims, with places of it. Its document is the only one of `on`, which names no targets. */
  | ({ readonly kind: 'addRelation'; readonly evidence?: readonly EvidenceRanges[] } & RelationTarget)
  /** A remark; empty to take it away. On what nobody has decided on it is kept as a note of its own. */
  | { readonly kind: 'note'; readonly note: string };

export interface EvidenceRanges {
  readonly subject: Range;
  readonly object: Range;
}

export interface CurateResult {
  /** Decisions made, changed or taken back. 0: everything was so already. */
  readonly changed: number;
  /** Documents that have one of them. */
  readonly uris: readonly string[];
  /** What was done, as a person would say it: `Accept “ulcers”`. */
  readonly label: string;
  /** Documents that are not open and were left as they are, a sentence each. */
  readonly problems?: readonly string[];
}

/**
 * Client → server requests (also the commands `biogloss.undoCuration` and `biogloss.redoCuration`): the last step is taken back, or done again. Where
 * decisions are kept in sidecars their bytes are then as before. Corpus files are changed by edits of the editor, which its own undo takes back.
 * They fail with a sentence where a step cannot be undone, and answer null where there is none.
 */
export const undoCurationRequest = 'biogloss/undoCuration';
export const redoCurationRequest = 'biogloss/redoCuration';

export interface UndoCurationParams {
  /** The last step in this document; without it the last of all. */
  readonly uri?: string;
}

/** Server → client, to clients that ask for it (`initializationOptions.curation`): how the curation of an open document stands, after each change. */
export const curationStateNotification = 'biogloss/curationState';

export interface CurationStateParams {
  readonly uri: string;
  readonly version: number;
  /** Where decisions go: a file beside the document, the document itself (a corpus file), or nowhere, as `problem` says. */
  readonly store: 'sidecar' | 'document' | 'none';
  /** Address of the file beside the document, whether it is there or not. */
  readonly sidecar?: string;
  /** False while decisions are not on the disk yet. */
  readonly saved: boolean;
  /** Who has said that everything in it is marked as it should be, and when; not any more after an edit of the text. */
  readonly finished?: { readonly by: string; readonly when: string };
  /** What is wrong, in a sentence: the sidecar cannot be read (then nothing can be decided), or could not be written (then it is tried again). */
  readonly problem?: string;
  /** Lines of the sidecar that do not count, and why. */
  readonly unread: readonly { readonly line: number; readonly message: string }[];
  readonly counts: CurationCounts;
  readonly lost: readonly LostDecision[];
  readonly disputed: readonly DisputedDecision[];
  /** Remarks on places of the text, or on all of it. */
  readonly notes: readonly NoteView[];
  /** What an undo or redo in this document would take back or do again; absent where there is nothing. */
  readonly undo?: string;
  readonly redo?: string;
}

/** Mentions and relations together. */
export interface CurationCounts {
  /** Shown, and decided by a person: accepted, corrected or added. */
  readonly decided: number;
  readonly rejected: number;
  /** Shown, and the model's word alone. */
  readonly undecided: number;
  readonly lost: number;
  readonly disputed: number;
}

/** A decision as a person wants to hear of it. */
export interface DecisionView {
  /** The decision's id. */
  readonly decision: string;
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly when: string;
  /** `“ulcers” is Disease MESH:D014456`. */
  readonly says: string;
}

/** One whose words the text does not say any more, or in several places alike. */
export interface LostDecision extends DecisionView {
  /** The words, and what stood around them. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** Where they were last. */
  readonly near: Position;
}

/** Two decisions that cannot both stand. */
export interface DisputedDecision {
  /** Absent for a relation. */
  readonly range?: Range;
  /** `boundaries`, `type`, `concepts`, `verdict`. */
  readonly about: readonly string[];
  readonly one: DecisionView;
  readonly other: DecisionView;
}

export interface NoteView {
  readonly decision: string;
  readonly by: string;
  readonly when: string;
  readonly note: string;
  /** Absent for a note on the whole document. */
  readonly range?: Range;
}

/**
 * Server → client, to clients that ask for `curation`: what has changed in the last complete series of `biogloss/annotations` of this version, in its place
 * where little has. Places count in the lists as they were before this message.
 */
export const annotationChangesNotification = 'biogloss/annotationChanges';

export interface AnnotationChangesParams {
  readonly uri: string;
  readonly version: number;
  readonly mentions: readonly ListChange<MentionView>[];
  readonly rejected: readonly ListChange<MentionView>[];
  /** All of them; absent where none has changed. */
  readonly relations?: readonly RelationView[];
  readonly rejectedRelations?: readonly RelationView[];
}

/** From `start`, `removed` items give way to `added`. Changes come in order and do not overlap. */
export interface ListChange<Item> {
  readonly start: number;
  readonly removed: number;
  readonly added: readonly Item[];
}
