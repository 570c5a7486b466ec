import type { Annotations, EntityMention, Relation } from '../annotation/model';

/**
 * How likely what a model says of a mention has to be corrected, from 0 to 1: that it is none, or has another type or place, or another concept than its
 * first. What a person or a corpus says is not in doubt.
 */
export function mentionUncertainty({ origin, score = 1, concepts }: EntityMention): number {
  if (origin === 'user' || origin === 'gold') return 0;
  // Of a name that means several concepts at once, the least sure one decides.
  const linked = Math.min(1, ...concepts.map((concept) => concept.score ?? 1));
  return 1 - score * linked;
}

/**
 * The same of a relation: 1 where its score is the model's threshold, 0 where it is sure.
 * @param threshold of its type, from which on the model claims it
 */
export function relationUncertainty({ origin, score = 1 }: Relation, threshold = 0.5): number {
  if (origin === 'user' || origin === 'gold') return 0;
  const room = score >= threshold ? 1 - threshold : threshold;
  return room > 0 ? 1 - Math.abs(score - threshold) / room : 0;
}

/** What a model is not sure of in a document. */
export interface DocumentUncertainty {
  /** Mentions and relations that nobody has decided on. */
  readonly undecided: number;
  /** About so many of them will have to be corrected: the sum of what each is in doubt. */
  readonly expected: number;
  /** Of one of them, from 0 to 1; 0 where there is none. */
  readonly mean: number;
}

/**
 * @param shown what a model found with persons' decisions laid over it
 * @param thresholds of relation types, by their names
 */
export function documentUncertainty(
  { mentions, relations }: Annotations,
  thresholds: ReadonlyMap<string, number> = new Map(),
): DocumentUncertainty {
  const isOpen = ({ origin }: EntityMention | Relation) => origin !== 'user' && origin !== 'gold';
  const doubts = [
    ...mentions.filter(isOpen).map(mentionUncertainty),
    ...relations
      .filter(isOpen)
      .map((relation) => relationUncertainty(relation, thresholds.get(relation.type))),
  ];
  const expected = doubts.reduce((sum, doubt) => sum + doubt, 0);
  return { undecided: doubts.length, expected, mean: doubts.length > 0 ? expected / doubts.length : 0 };
}

/** Order of review: where a decision is most likely to correct something comes first. */
export const byUncertainty = (a: DocumentUncertainty, b: DocumentUncertainty): number =>
  b.mean - a.mean || b.undecided - a.undecided;
