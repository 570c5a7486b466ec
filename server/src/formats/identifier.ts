import type { ConceptLink, EntityMention } from '../annotation/model';

/** Ids that may hold the marks which part others: those of variants (`c|SUB|G|35|A`, `|DEL|9|S`), and names in place of ids (see `unlinked`). */
const undivided = /^(?:tmVar:|text:|[a-z]?\|[A-Za-z]*\|)/;

/** The ids that a column or an infon of ids names; several for a composite mention. `-1` and its like mean "no id". */
export function parseConcepts(identifier: string): string[] {
  const parts = undivided.test(identifier.trim()) ? [identifier] : identifier.split(/[|;+,]/);
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '-1' && part !== '-' && part !== 'None');
}

const joined = (concepts: readonly ConceptLink[]): string => concepts.map(({ id }) => id).join('|');

/** A mention's concepts of an identifier; with the identifier where joining their ids would not give it again. */
export function identified(identifier: string): Pick<EntityMention, 'concepts' | 'identifier'> {
  const concepts = parseConcepts(identifier).map((id) => ({ id }));
  const usual = identifier === joined(concepts) || identifier === '-1';
  return usual ? { concepts } : { concepts, identifier };
}

/** All concepts of a mention in one string, as their source wrote them where it still says so; empty where there is none. */
export function identifierOf({
  concepts,
  identifier,
}: Pick<EntityMention, 'concepts' | 'identifier'>): string {
  if (identifier !== undefined && names(identifier, concepts)) return identifier;
  return joined(concepts);
}

/** Whether an identifier names these concepts and no others, in this order. */
export function names(identifier: string, concepts: readonly ConceptLink[]): boolean {
  const ids = parseConcepts(identifier);
  return ids.length === concepts.length && ids.every((id, index) => id === concepts[index]!.id);
}
