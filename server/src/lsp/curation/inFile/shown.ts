import type { EntityMention, Relation } from '../../../annotation/model';
import type { MentionDecision, RelationDecision } from '../../../curation/decision';

/** A mention or relation of a corpus file, or what a model finds in it, with where that comes from. Places count in the file. */
export interface Shown<Kind extends EntityMention | Relation = EntityMention | Relation> {
  readonly annotation: Kind;
  /** Which of the file's documents it belongs to. */
  readonly index: number;
  /** What the file says, as its layout has it; absent where only a model does. */
  readonly own?: Kind;
  /** What the model found there, too. */
  readonly predicted?: Kind;
  /** What a person has decided beside the file: that there is nothing, or what it was before it was corrected. */
  readonly decision?: Kind extends EntityMention ? MentionDecision : RelationDecision;
}

/** What is shown of one document, and what persons have said is none. */
export interface ShownIn<Kind extends EntityMention | Relation> {
  readonly shown: readonly Shown<Kind>[];
  readonly rejected: readonly Shown<Kind>[];
}
