import {
  type AnnotatedDocument,
  type EntityMention,
  extent,
  type Relation,
  wording,
} from '../annotation/model';
import { comparableIds, conceptSet } from './conceptSet';
import { type Figures, fourDecimals, Tally } from './figures';

/**
 * Figures by name: `mention_TYPE` and `mention_all` (strict: same span, same type), `concept_TYPE` and `concept_all` (ids of
 * a document), `relation_TYPE` and `cid` (pairs of ids of a document), `link_acc_TYPE` (ids of mentions whose span and type
 * are right, a share from 0 to 1), `docs` and `missing_docs` (counts).
 */
export type Scores = Readonly<Record<string, Figures | number>>;

export interface ScoreOptions {
  /** Entity types that count; those of the gold documents where not given. */
  readonly types?: readonly string[];
  /** Documents that a model learned from: adds `link_acc_seen_TYPE` and `link_acc_unseen_TYPE`. */
  readonly seen?: readonly AnnotatedDocument[];
}

/** What a scored document says; documents of one id are taken together. */
interface Side {
  readonly mentions: readonly Mention[];
  readonly relations: readonly Relation[];
}

interface Mention {
  readonly type: string;
  /** The span, as a key. */
  readonly place: string;
  readonly name: string;
  readonly concepts: ReadonlySet<string>;
}

const NOTHING: Side = { mentions: [], relations: [] };

/** Compares predicted annotations with gold ones, document by document (by id); predictions for other documents do not count. */
export function scoreCorpus(
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
  options: ScoreOptions = {},
): Scores {
  const goldSides = sidesById(gold);
  const predictedSides = sidesById(predicted);
  const pairs = [...goldSides].map(([id, side]) => [side, predictedSides.get(id) ?? NOTHING] as const);
  const types = options.types ?? typesOf(gold.flatMap(({ mentions }) => mentions));
  return {
    docs: pairs.length,
    missing_docs: [...goldSides.keys()].filter((id) => !predictedSides.has(id)).length,
    ...entityScores(pairs, types),
    ...linkScores(pairs, types, options.seen),
    ...relationScores(pairs),
  };
}

type Pairs = readonly (readonly [gold: Side, predicted: Side])[];

const typesOf = (typed: readonly { readonly type: string }[]): string[] =>
  [...new Set(typed.map(({ type }) => type))].sort();

function sidesById(documents: readonly AnnotatedDocument[]): Map<string, Side> {
  const sides = new Map<string, { mentions: Mention[]; relations: Relation[] }>();
  for (const { id, text, mentions, relations } of documents) {
    const side = sides.get(id) ?? { mentions: [], relations: [] };
    sides.set(id, side);
    for (const mention of mentions) side.mentions.push(mentionOf(text, mention));
    side.relations.push(...relations);
  }
  return sides;
}

function mentionOf(text: string, mention: EntityMention): Mention {
  const { start, end } = extent(mention);
  const name = wording(text, mention).toLowerCase();
  return { type: mention.type, place: `${start}-${end}`, name, concepts: conceptSet(mention.concepts) };
}

function entityScores(pairs: Pairs, types: readonly string[]): Record<string, Figures> {
  const scores: Record<string, Figures> = {};
  const allMentions = new Tally();
  const allConcepts = new Tally();
  for (const type of types) {
    const mentions = new Tally();
    const concepts = new Tally();
    for (const [gold, predicted] of pairs) {
      mentions.compare(places(gold, type), places(predicted, type));
      concepts.compare(conceptsOf(gold, type), conceptsOf(predicted, type));
    }
    scores[`mention_${type}`] = mentions.figures();
    scores[`concept_${type}`] = concepts.figures();
    allMentions.add(mentions);
    allConcepts.add(concepts);
  }
  return { ...scores, mention_all: allMentions.figures(), concept_all: allConcepts.figures() };
}

const ofType = ({ mentions }: Side, type: string): Mention[] =>
  mentions.filter((mention) => mention.type === type);

const places = (side: Side, type: string): Set<string> =>
  new Set(ofType(side, type).map(({ place }) => place));

const conceptsOf = (side: Side, type: string): Set<string> =>
  new Set(ofType(side, type).flatMap(({ concepts }) => [...concepts]));

/** Share of the mentions with an id, found with the right span and type, that were given the same ids. */
function linkScores(
  pairs: Pairs,
  types: readonly string[],
  seen?: readonly AnnotatedDocument[],
): Record<string, number> {
  const seenNames =
    seen &&
    new Set(
      seen.flatMap(({ text, mentions }) => mentions.map((mention) => nameKey(mentionOf(text, mention)))),
    );
  const shares = new Map<string, { right: number; all: number }>();
  for (const [gold, predicted] of pairs) {
    const found = new Map(predicted.mentions.map((mention) => [placeKey(mention), mention.concepts]));
    for (const mention of gold.mentions) {
      const concepts = found.get(placeKey(mention));
      if (concepts === undefined || mention.concepts.size === 0 || !types.includes(mention.type)) continue;
      const groups = [mention.type];
      if (seenNames) groups.push(`${seenNames.has(nameKey(mention)) ? 'seen' : 'unseen'}_${mention.type}`);
      for (const group of groups) {
        const share = shares.get(group) ?? { right: 0, all: 0 };
        shares.set(group, share);
        share.all++;
        if (sameSet(concepts, mention.concepts)) share.right++;
      }
    }
  }
  return Object.fromEntries(
    [...shares].map(([group, { right, all }]) => [`link_acc_${group}`, fourDecimals(right / all)]),
  );
}

const placeKey = ({ type, place }: Mention): string => `${place}\t${type}`;

const nameKey = ({ type, name }: Mention): string => `${name}\t${type}`;

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each));

function relationScores(pairs: Pairs): Record<string, Figures> {
  const figuresOf = (type: string): Figures => {
    const tally = new Tally();
    for (const [gold, predicted] of pairs)
      tally.compare(conceptPairs(gold, type), conceptPairs(predicted, type));
    return tally.figures();
  };
  const types = typesOf(pairs.flatMap(([gold]) => gold.relations));
  return {
    ...Object.fromEntries(types.map((type) => [`relation_${type}`, figuresOf(type)])),
    cid: figuresOf('CID'),
  };
}

const conceptPairs = ({ relations }: Side, type: string): Set<string> =>
  new Set(
    relations
      .filter((relation) => relation.type === type)
      .flatMap(({ subject, object }) =>
        idsOrItself(subject).flatMap((a) => idsOrItself(object).map((b) => `${a}\t${b}`)),
      ),
  );

const idsOrItself = (id: string): string[] => {
  const ids = comparableIds(id);
  return ids.length > 0 ? ids : [id];
};
