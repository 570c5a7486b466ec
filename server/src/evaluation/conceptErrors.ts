import type { AnnotatedDocument, EntityMention } from '../annotation/model';
import { conceptSet, sameConcepts } from './conceptSet';
import { placeOf } from './mentionErrors';

/** What can be wrong with the concepts of a mention whose span and type are right. */
export const conceptErrorKinds = {
  otherId: 'another concept',
  someIds: 'some of its concepts are right',
  unlinked: 'not linked',
  linkedInVain: 'linked, and gold has no concept',
} as const;

export type ConceptErrorKind = keyof typeof conceptErrorKinds;

export interface ConceptError {
  readonly kind: ConceptErrorKind;
  readonly gold: EntityMention;
  readonly predicted: EntityMention;
}

/** The mentions of one document that were found and given other concepts than gold's. @param linked types of which gold says concepts at all */
export function findConceptErrors(
  gold: AnnotatedDocument,
  predicted: AnnotatedDocument,
  linked: ReadonlySet<string>,
): ConceptError[] {
  const found = new Map(predicted.mentions.map((mention) => [placeOf(mention), mention]));
  return gold.mentions.flatMap((mention) => {
    const prediction = linked.has(mention.type) ? found.get(placeOf(mention)) : undefined;
    if (!prediction || sameConcepts(mention, prediction)) return [];
    return [{ kind: kindOf(mention, prediction), gold: mention, predicted: prediction }];
  });
}

function kindOf(gold: EntityMention, predicted: EntityMention): ConceptErrorKind {
  const [ids, others] = [conceptSet(gold.concepts), conceptSet(predicted.concepts)];
  if (ids.size === 0) return 'linkedInVain';
  if (others.size === 0) return 'unlinked';
  return [...others].some((id) => ids.has(id)) ? 'someIds' : 'otherId';
}
