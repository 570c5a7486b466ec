import {
  type AnnotatedDocument,
  type EntityMention,
  extent,
  type Relation,
  wording,
} from '../annotation/model';
import type { Span } from '../text/span';
import { conceptSet } from './conceptSet';

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
    for (const mention of mentions) side.mentions.push(mentionOf(text, mention));
    side.relations.push(...relations);
  }
  return sides;
}

export function mentionOf(text: string, mention: EntityMention): Mention {
  const span = extent(mention);
  return {
    type: mention.type,
    span,
    place: `${span.start}-${span.end}`,
    name: wording(text, mention).toLowerCase(),
    concepts: conceptSet(mention.concepts),
    alternatives: mention.alternatives?.map(({ concepts }) => conceptSet(concepts)),
  };
}

export const typesOf = (typed: readonly { readonly type: string }[]): string[] =>
  [...new Set(typed.map(({ type }) => type))].sort();
