import { type ConceptId, type EntityMention, type Relation, wording } from '../annotation/model';
import { relationVerb } from '../annotation/relationVerb';
import type { Span } from '../text/span';

/** The mentions of a document that have one of some `conceptKeys`. @param text the document's, which need not be that of the keys */
export function mentionsOf(
  keys: readonly string[],
  text: string,
  mentions: readonly EntityMention[],
): EntityMention[] {
  const wanted = new Set(keys);
  return mentions.filter((mention) => conceptKeys(text, mention).some((key) => wanted.has(key)));
}

/**
 * What makes two mentions the same: the concept's id, or the wording where no id is known; several keys for a mention that names several
 * concepts at once.
 */
export function conceptKeys(text: string, mention: EntityMention): string[] {
  if (mention.concepts.length > 0) return mention.concepts.map(({ id }) => id);
  return [`${mention.type}\t${normalised(wording(text, mention))}`];
}

const normalised = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** A relation as seen from one of its ends. */
export interface RelationSide {
  readonly relation: Relation;
  readonly from: 'subject' | 'object';
}

/** The relations that a mention's concept takes part in, in the order of the list. */
export function relationsOf(relations: readonly Relation[], mention: EntityMention): RelationSide[] {
  const ids = new Set(mention.concepts.map(({ id }) => id));
  return relations.flatMap((relation): RelationSide[] => {
    if (ids.has(relation.subject)) return [{ relation, from: 'subject' }];
    return ids.has(relation.object) ? [{ relation, from: 'object' }] : [];
  });
}

/** A relation, with or without the places that claim it. */
type RelationEnds = Pick<Relation, 'subject' | 'object'> & Partial<Pick<Relation, 'evidence'>>;

/** How a text calls one end of a relation: as in the best evidence, else by the first mention of the concept, else by its id. */
export const nameOf = (
  text: string,
  mentions: readonly EntityMention[],
  relation: RelationEnds,
  end: 'subject' | 'object',
): string =>
  named(text, relation, end, (id) =>
    mentions.find(({ concepts }) => concepts.some((each) => each.id === id)),
  );

/** As `nameOf`, for many relations of one text: its mentions are walked through once. */
export function namesIn(
  text: string,
  mentions: readonly EntityMention[],
): (relation: RelationEnds, end: 'subject' | 'object') => string {
  const first = new Map<ConceptId, EntityMention>();
  for (const mention of mentions)
    for (const { id } of mention.concepts) if (!first.has(id)) first.set(id, mention);
  return (relation, end) => named(text, relation, end, (id) => first.get(id));
}

function named(
  text: string,
  relation: RelationEnds,
  end: 'subject' | 'object',
  firstOf: (id: ConceptId) => EntityMention | undefined,
): string {
  const shown: Span | undefined = relation.evidence?.[0]?.[end];
  if (shown) return text.slice(shown.start, shown.end);
  const first = firstOf(relation[end]);
  return first ? wording(text, first) : relation[end];
}

/** A relation in words: `naproxen induces ulcers`. */
export function relationWords(
  text: string,
  mentions: readonly EntityMention[],
  relation: RelationEnds & Pick<Relation, 'type' | 'negated'>,
): string {
  const [subject, object] = (['subject', 'object'] as const).map((end) =>
    nameOf(text, mentions, relation, end).replace(/\s+/g, ' '),
  );
  return `${subject} ${relationVerb(relation.type, 'subject', relation.negated)} ${object}`;
}
