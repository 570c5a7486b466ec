import type { AnnotatedDocument } from '../annotation/model';
import { conceptPairs, pairKey } from './conceptPairs';
import { type Figures, Tally } from './figures';
import { linkScores } from './linkScores';
import { type Mention, type Side, type SidePair, sidesById } from './side';

/**
 * Figures by name: `mention_TYPE` and `mention_all` (strict: same span, same type), `concept_TYPE` and `concept_all` (ids of
 * a document), `relation_TYPE` and `cid` (pairs of ids of a document), `relation_seen_TYPE` and `relation_unseen_TYPE`, those of `linkScores`, `docs` and `missing_docs` (counts).
 */
export type Scores = Readonly<Record<string, Figures | number>>;

export interface ScoreOptions {
  /** Entity types that count; those of the gold documents where not given. */
  readonly types?: readonly string[];
  /** Documents that a model learned from: tells apart names, and pairs of concepts in a relation, that are in them from those that are not. */
  readonly seen?: readonly AnnotatedDocument[];
}

const nothing: Side = { mentions: [], relations: [] };

/** Compares predicted annotations with gold ones, document by document (by id); predictions for other documents do not count. */
export function scoreCorpus(
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
  options: ScoreOptions = {},
): Scores {
  const goldSides = sidesById(gold);
  const predictedSides = sidesById(predicted);
  const pairs = [...goldSides].map(([id, side]) => [side, predictedSides.get(id) ?? nothing] as const);
  const types = options.types ?? typesOf(gold.flatMap(({ mentions }) => mentions));
  return {
    docs: pairs.length,
    missing_docs: [...goldSides.keys()].filter((id) => !predictedSides.has(id)).length,
    ...entityScores(pairs, types),
    ...linkScores(pairs, types, options.seen),
    ...relationScores(pairs, options.seen),
  };
}

const typesOf = (typed: readonly { readonly type: string }[]): string[] =>
  [...new Set(typed.map(({ type }) => type))].sort();

function entityScores(pairs: readonly SidePair[], types: readonly string[]): Record<string, Figures> {
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

function relationScores(
  pairs: readonly SidePair[],
  seen?: readonly AnnotatedDocument[],
): Record<string, Figures> {
  const figuresOf = (type: string, counts = (_: string) => true): Figures => {
    const tally = new Tally();
    for (const [gold, predicted] of pairs)
      tally.compare(
        new Set([...pairsOf(gold, type)].filter(counts)),
        new Set([...pairsOf(predicted, type)].filter(counts)),
      );
    return tally.figures();
  };
  const types = typesOf(pairs.flatMap(([gold]) => gold.relations));
  const known = seen && [...sidesById(seen).values()];
  return {
    ...Object.fromEntries(types.map((type) => [`relation_${type}`, figuresOf(type)])),
    ...(known &&
      Object.fromEntries(
        types.flatMap((type) => {
          const related = new Set(known.flatMap((side) => [...pairsOf(side, type)]));
          return [
            [`relation_seen_${type}`, figuresOf(type, (pair) => related.has(pair))],
            [`relation_unseen_${type}`, figuresOf(type, (pair) => !related.has(pair))],
          ];
        }),
      )),
    cid: figuresOf('CID'),
  };
}

const pairsOf = ({ relations }: Side, type: string): Set<string> =>
  new Set(conceptPairs(relations, type).map(pairKey));
