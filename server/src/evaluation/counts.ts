import type { AnnotatedDocument } from '../annotation/model';
import type { Count } from './count';
import { Tally } from './figures';
import { countLinks } from './linkCounts';
import { overlapHits } from './overlap';
import { countPairs, countRelations } from './relationCounts';
import { type Mention, type Side, type SidePair, sidesById, typesOf } from './side';

/** What was counted in each document of a corpus. */
export interface CorpusCounts {
  /** Ids of the gold documents; tallies are in this order. */
  readonly documents: readonly string[];
  /** How many of them have no prediction and count as empty. */
  readonly missing: number;
  readonly counts: readonly Count[];
  /** Relations of the type `CID`, whether there are any or not. */
  readonly cid: Tally;
}

export interface CountOptions {
  /** Entity types that count; those of the gold documents where not given. */
  readonly types?: readonly string[];
  /** Documents that a model learned from: tells apart names, and pairs of concepts in a relation, that are in them from those that are not. */
  readonly seen?: readonly AnnotatedDocument[];
}

const nothing: Side = { mentions: [], relations: [] };

/** Compares predicted annotations with gold ones, document by document (by id); predictions for other documents do not count. */
export function countCorpus(
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
  options: CountOptions = {},
): CorpusCounts {
  const goldSides = sidesById(gold);
  const predictedSides = sidesById(predicted);
  const documents = [...goldSides.keys()];
  const pairs = [...goldSides].map(([id, side]) => [side, predictedSides.get(id) ?? nothing] as const);
  const types = options.types ?? typesOf(gold.flatMap(({ mentions }) => mentions));
  return {
    documents,
    missing: documents.filter((id) => !predictedSides.has(id)).length,
    counts: [
      ...countEntities(pairs, types),
      ...countLinks(pairs, types, options.seen),
      ...countRelations(pairs, options.seen),
    ],
    cid: countPairs(pairs, 'CID'),
  };
}

function countEntities(pairs: readonly SidePair[], types: readonly string[]): Count[] {
  const counts: Count[] = [];
  const sums = {
    mention: new Tally(pairs.length),
    concept: new Tally(pairs.length),
    overlap: new Tally(pairs.length),
  };
  for (const type of types) {
    const tallies = {
      mention: new Tally(pairs.length),
      concept: new Tally(pairs.length),
      overlap: new Tally(pairs.length),
    };
    for (const [document, [gold, predicted]] of pairs.entries()) {
      tallies.mention.compare(document, places(gold, type), places(predicted, type));
      tallies.concept.compare(document, conceptsOf(gold, type), conceptsOf(predicted, type));
      tallies.overlap.count(document, overlapHits(spans(gold, type), spans(predicted, type)));
    }
    for (const measure of entityMeasures) {
      counts.push({ measure, type, form: 'figures', tally: tallies[measure] });
      sums[measure].add(tallies[measure]);
    }
  }
  return [
    ...counts,
    ...entityMeasures.map((measure) => ({
      measure,
      type: 'all',
      form: 'figures' as const,
      tally: sums[measure],
    })),
  ];
}

const entityMeasures = ['mention', 'overlap', 'concept'] as const;

const ofType = ({ mentions }: Side, type: string): Mention[] =>
  mentions.filter((mention) => mention.type === type);

const spans = (side: Side, type: string) => ofType(side, type).map(({ span }) => span);

const places = (side: Side, type: string): Set<string> =>
  new Set(ofType(side, type).map(({ place }) => place));

const conceptsOf = (side: Side, type: string): Set<string> =>
  new Set(ofType(side, type).flatMap(({ ids }) => [...ids]));
