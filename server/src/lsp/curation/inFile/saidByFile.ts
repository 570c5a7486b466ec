import { meaningOf } from '../../../annotation/meaning';
import type { EntityMention, Relation } from '../../../annotation/model';
import type { MentionDecision, RelationDecision } from '../../../curation/decision';
import type { Shown } from './shown';

const nobody = { id: '', by: '', when: '' };
const nowhere = { start: 0, text: '', before: '', after: '' };
const something = { spans: [{ start: 0, end: 0 }], type: '' } as const;
const somethingElse = { ...something, type: 'other' };

const mention: Pick<MentionDecision, 'kind' | 'place'> = { kind: 'mention', place: nowhere };

// There are as many as annotations, so that each is told by one of these.
const asTheModel: MentionDecision = { ...nobody, ...mention, was: something, is: something };
const unlikeTheModel: MentionDecision = { ...nobody, ...mention, was: something, is: somethingElse };
const besideTheModel: MentionDecision = { ...nobody, ...mention, is: something };
const claimed: RelationDecision = {
  ...nobody,
  kind: 'relation',
  type: '',
  subject: '',
  object: '',
  holds: true,
  evidence: [],
};

/**
 * What a corpus file says counts like a decision of persons, whose names it does not tell: accepted where the model has it, too, corrected where the model means
 * another concept, else added.
 */
export function saidByFile({ own, predicted }: Shown): MentionDecision | RelationDecision {
  const { note } = own!.attributes ?? {};
  const decision = 'spans' in own! ? verdict(own, predicted as EntityMention | undefined) : claimed;
  return note === undefined ? decision : { ...decision, note };
}

function verdict(own: EntityMention, predicted: EntityMention | undefined): MentionDecision {
  if (!predicted) return besideTheModel;
  const ids = (of: EntityMention | Relation) => meaningOf((of as EntityMention).concepts.map(({ id }) => id));
  return own.concepts.length === 0 || ids(own) === ids(predicted) ? asTheModel : unlikeTheModel;
}
