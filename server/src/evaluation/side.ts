import {
  type AnnotatedDocument,
  type EntityMention,
  extent,
  type Relation,
  wording,
} from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import type { Span } from '../text/span';
import { comparableIds, conceptSet } from './conceptSet';

/** A mention as it is compared. */
export interface Mention {
  readonly type: string;
  /** From its first unit to its last, in UTF-16 units. */
  readonly span: Span;
  /** The span, as a key. */
  readonly place: string;
  /** In lower case. */
  readonly name: string;
  readonly concepts: ReadonlySet<string>;
  /** The concepts, and the ids made of the wording that a relation of the document names: what a file says of the mention. */
  readonly ids: ReadonlySet<string>;
  /** What else it may mean, the likeliest first; absent where the prediction does not tell. */
  readonly alternatives?: readonly ReadonlySet<string>[];
}

/** What a scored document says. */
export interface Side {
  readonly mentions: readonly Mention[];
  readonly relations: readonly Relation[];
}

export type SidePair = readonly [gold: Side, predicted: Side];

/** Documents by their ids; those of one id are taken together. */
export function sidesById(documents: readonly AnnotatedDocument[]): Map<string, Side> {
  const sides = new Map<string, { mentions: Mention[]; relations: Relation[] }>();
  for (const { id, text, mentions, relations } of documents) {
    const side = sides.get(id) ?? { mentions: [], relations: [] };
    sides.set(id, side);
    const related = new Set(relations.flatMap(({ subject, object }) => [subject, object]));
    for (const mention of mentions) side.mentions.push(mentionOf(text, mention, related));
    side.relations.push(...relations);
  }
  return sides;
}

/** @param related ids that relations of the document name; they matter for `ids` alone */
export function mentionOf(text: string, mention: EntityMention, related?: ReadonlySet<string>): Mention {
  const span = extent(mention);
  const concepts = conceptSet(mention.concepts);
  const named = mention.concepts.filter(({ id }) => isUnlinked(id) && related?.has(id));
  return {
    type: mention.type,
    span,
    place: `${span.start}-${span.end}`,
    name: wording(text, mention).toLowerCase(),
    concepts,
    ids:
      named.length === 0 ? concepts : new Set([...concepts, ...named.flatMap(({ id }) => comparableIds(id))]),
    alternatives: mention.alternatives?.map(({ concepts }) => conceptSet(concepts)),
  };
}

export const typesOf = (typed: readonly { readonly type: string }[]): string[] =>
  [...new Set(typed.map(({ type }) => type))].sort();
