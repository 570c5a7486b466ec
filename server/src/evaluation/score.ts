import type { AnnotatedDocument } from '../annotation/model';
import type { Count } from './count';
import { type CorpusCounts, type CountOptions, countCorpus } from './counts';
import { type Figures, fourDecimals, shares } from './figures';

/**
 * Figures by name: `mention_TYPE` and `mention_all` (strict: same span, same type), `overlap_TYPE` and `overlap_all` (same type, and spans that share a
 * character), `concept_TYPE` and `concept_all` (ids of a document), `relation_TYPE`, `relation_all` and `cid` (pairs of ids of a document),
 * `relation_seen_TYPE` and `relation_unseen_TYPE`, those of `countLinks`, `docs` and `missing_docs` (counts).
 */
export type Scores = Readonly<Record<string, Figures | number>>;

/** Compares predicted annotations with gold ones, document by document (by id); predictions for other documents do not count. */
export const scoreCorpus = (
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
  options: CountOptions = {},
): Scores => scoresOf(countCorpus(gold, predicted, options));

/** The sums of what was counted, as figures. */
export const scoresOf = ({ documents, missing, counts, cid }: CorpusCounts): Scores => ({
  docs: documents.length,
  missing_docs: missing,
  ...Object.fromEntries(counts.map((count) => [nameOf(count), resultOf(count)])),
  cid: cid.figures(),
});

export const nameOf = ({ measure, type }: Pick<Count, 'measure' | 'type'>): string => `${measure}_${type}`;

/** A share counts what is right and what is not, and is a recall. */
export const resultOf = ({ form, tally }: Pick<Count, 'form' | 'tally'>): Figures | number =>
  form === 'share' ? fourDecimals(shares(tally.hits).r) : tally.figures();
