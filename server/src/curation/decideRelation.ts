import type { Relation } from '../annotation/model';
import { anchorOf } from './anchor';
import { type Signature, withNote } from './decideMention';
import type { EvidencePlaces, RelationDecision } from './decision';

export type RelationAction =
  | { readonly kind: 'accept' | 'reject' | 'clear' }
  | { readonly kind: 'note'; readonly note: string };

/** A relation as it is shown, or is listed as rejected, with the decision behind it. */
export interface ShownRelation {
  readonly relation: Pick<Relation, 'type' | 'subject' | 'object' | 'evidence'>;
  readonly decision?: RelationDecision;
}

/** As `decideMention`, of a relation. */
export function decideRelation(
  text: string,
  { relation, decision }: ShownRelation,
  action: RelationAction,
  { by, when, newId }: Signature,
): RelationDecision | undefined {
  if (action.kind === 'clear') return undefined;
  if (action.kind === 'note') return decision && withNote(decision, action.note);
  const holds = action.kind === 'accept';
  if (decision?.holds === holds) return decision;
  if (decision) return { ...decision, by, when, holds };
  const { type, subject, object, evidence } = relation;
  const places = evidence.map(
    (each): EvidencePlaces => ({
      subject: anchorOf(text, each.subject),
      object: anchorOf(text, each.object),
    }),
  );
  return { kind: 'relation', id: newId(), by, when, type, subject, object, holds, evidence: places };
}
