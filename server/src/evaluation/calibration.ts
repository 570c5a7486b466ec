import type { AnnotatedDocument, EntityMention } from '../annotation/model';
import { comparablePairs, pairKey } from './comparablePairs';
import { linkedTypes, sameConcepts } from './conceptSet';
import { placeOf } from './mentionErrors';
import { pairedDocuments } from './pairedDocuments';
import { typesOf } from './side';

/** Claims whose scores lie between two bounds. */
export interface ReliabilityBin {
  /** Included. */
  readonly from: number;
  /** Not included, but for 1. */
  readonly to: number;
  readonly claims: number;
  /** Their scores' mean. */
  readonly score: number;
  /** The share of them that is right. */
  readonly right: number;
}

/** Whether claims are right as often as their scores say. */
export interface Calibration {
  readonly of: 'mentions' | 'concepts' | 'relations';
  readonly claims: number;
  /** Bins that hold claims, by their scores. */
  readonly bins: readonly ReliabilityBin[];
  /** How far scores are from the shares that are right, on average over the claims; 0 to 1. */
  readonly expectedError: number;
}

interface Claim {
  readonly score: number;
  readonly right: boolean;
}

const binCount = 10;

/**
 * Reliability of the scores that predictions have; nothing where they have none. A mention is right with its span and type, a relation with its pair
 * of ids. Concepts are looked at where span and type are right: all ids together have the lowest of their scores, and none in gold is right where
 * the prediction says that no terminology has the name.
 * @see Guo et al. 2017, "On calibration of modern neural networks", section 2 (ten bins of equal width, expected calibration error)
 */
export function calibrations(
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
): Calibration[] {
  const types = new Set(typesOf(gold.flatMap(({ mentions }) => mentions)));
  const relationTypes = typesOf(gold.flatMap(({ relations }) => relations));
  const linked = linkedTypes(gold);
  const pairs = pairedDocuments(gold, predicted);
  const mentions = pairs.flatMap(([right, found]) => mentionClaims(right, found, types));
  const concepts = pairs.flatMap(([right, found]) => conceptClaims(right, found, linked));
  const relations = pairs.flatMap(([right, found]) =>
    relationTypes.flatMap((type) => relationClaims(right, found, type)),
  );
  return [
    ...calibrationOf('mentions', mentions),
    ...calibrationOf('concepts', concepts),
    ...calibrationOf('relations', relations),
  ];
}

/** As a list that is empty where nothing is claimed. */
function calibrationOf(of: Calibration['of'], claims: readonly Claim[]): Calibration[] {
  if (claims.length === 0) return [];
  const filled = Array.from({ length: binCount }, (_, bin) =>
    claims.filter(({ score }) => Math.min(binCount - 1, Math.floor(score * binCount)) === bin),
  );
  const bins = filled.flatMap((held, bin) =>
    held.length === 0
      ? []
      : [
          {
            from: bin / binCount,
            to: (bin + 1) / binCount,
            claims: held.length,
            score: mean(held.map(({ score }) => score)),
            right: mean(held.map(({ right }) => Number(right))),
          },
        ],
  );
  const expectedError = bins.reduce(
    (sum, { claims: count, score, right }) => sum + (count / claims.length) * Math.abs(score - right),
    0,
  );
  return [{ of, claims: claims.length, bins, expectedError }];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function mentionClaims(
  gold: AnnotatedDocument,
  predicted: AnnotatedDocument,
  types: ReadonlySet<string>,
): Claim[] {
  const places = new Set(gold.mentions.map(placeOf));
  return predicted.mentions.flatMap((mention) =>
    mention.score === undefined || !types.has(mention.type)
      ? []
      : [{ score: mention.score, right: places.has(placeOf(mention)) }],
  );
}

function conceptClaims(
  gold: AnnotatedDocument,
  predicted: AnnotatedDocument,
  types: ReadonlySet<string>,
): Claim[] {
  const byPlace = new Map(gold.mentions.map((mention) => [placeOf(mention), mention]));
  return predicted.mentions.flatMap((mention) => {
    const right = types.has(mention.type) ? byPlace.get(placeOf(mention)) : undefined;
    const score = lowestScore(mention);
    return right && score !== undefined ? [{ score, right: sameConcepts(mention, right) }] : [];
  });
}

const lowestScore = ({ concepts }: EntityMention): number | undefined =>
  concepts.reduce<number | undefined>(
    (lowest, { score }) =>
      score === undefined || lowest === undefined ? (lowest ?? score) : Math.min(lowest, score),
    undefined,
  );

function relationClaims(gold: AnnotatedDocument, predicted: AnnotatedDocument, type: string): Claim[] {
  const right = new Set(comparablePairs(gold.relations, type).map(pairKey));
  return predicted.relations.flatMap((relation) => {
    const { score } = relation;
    if (score === undefined) return [];
    return comparablePairs([relation], type).map((pair) => ({ score, right: right.has(pairKey(pair)) }));
  });
}
