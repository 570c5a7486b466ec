import { type AnnotatedDocument, extent } from '../annotation/model';
import { splitSentences } from '../text/sentences';
import { contains, countUntil } from '../text/span';
import { comparablePairs, pairKey } from './comparablePairs';
import { conceptMentions } from './conceptMentions';
import { conceptSet } from './conceptSet';
import { placeOf } from './mentionErrors';
import { pairedDocuments } from './pairedDocuments';

/** What can be wrong with a relation, in the order of a table. */
export const relationErrorKinds = {
  entityMissed: 'missed: no mention of one end was found',
  otherConcept: 'missed: one end was found, with another concept',
  missedInSentence: 'missed: both ends were found, and a sentence names both',
  missedAcross: 'missed: both ends were found, no sentence names both',
  falseConcept: 'false: one end is no concept of the document',
  falseInSentence: 'false: a sentence names both ends',
  falseAcross: 'false: no sentence names both ends',
} as const;

export type RelationErrorKind = keyof typeof relationErrorKinds;

/** A pair of concepts whose relation a document lacks or claims wrongly. */
export interface RelationError {
  readonly kind: RelationErrorKind;
  /** Ids as they are compared. */
  readonly subject: string;
  readonly object: string;
}

/** How many errors of each kind the relations of one type have. @param gold and the predictions are matched by their ids */
export function relationErrors(
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
  type: string,
): Record<RelationErrorKind, number> {
  const errors = Object.fromEntries(Object.keys(relationErrorKinds).map((kind) => [kind, 0])) as Record<
    RelationErrorKind,
    number
  >;
  for (const [document, found] of pairedDocuments(gold, predicted))
    for (const { kind } of findRelationErrors(document, found, type)) errors[kind]++;
  return errors;
}

/**
 * Sorts the relations of one type that a document lacks or claims wrongly. What comes before the relation itself goes first: where an end was not
 * found, the relation could not be. Sentences are those of the document, mentions those of gold.
 */
export function findRelationErrors(
  gold: AnnotatedDocument,
  predicted: AnnotatedDocument,
  type: string,
): RelationError[] {
  const right = comparablePairs(gold.relations, type);
  const claimed = comparablePairs(predicted.relations, type);
  const missing = without(right, claimed);
  const wrong = without(claimed, right);
  if (missing.length === 0 && wrong.length === 0) return [];
  const foundPlaces = new Set(predicted.mentions.map(placeOf));
  const foundConcepts = conceptMentions(predicted);
  const goldConcepts = conceptMentions(gold);
  const shares = sentenceSharing(gold);
  const isNamed = (id: string) =>
    goldConcepts.get(id)?.some((mention) => foundPlaces.has(placeOf(mention))) ?? false;
  const missingKind = (pair: Pair): RelationErrorKind => {
    const lost = [pair.subject, pair.object].filter((id) => !foundConcepts.has(id));
    if (lost.length > 0) return lost.every(isNamed) ? 'otherConcept' : 'entityMissed';
    return shares(pair) ? 'missedInSentence' : 'missedAcross';
  };
  const wrongKind = (pair: Pair): RelationErrorKind => {
    if (!goldConcepts.has(pair.subject) || !goldConcepts.has(pair.object)) return 'falseConcept';
    return shares(pair) ? 'falseInSentence' : 'falseAcross';
  };
  return [
    ...missing.map((pair) => ({ ...pair, kind: missingKind(pair) })),
    ...wrong.map((pair) => ({ ...pair, kind: wrongKind(pair) })),
  ];
}

type Pair = ReturnType<typeof comparablePairs>[number];

/** The different pairs that the others lack. */
function without(pairs: readonly Pair[], others: readonly Pair[]): Pair[] {
  const known = new Set(others.map(pairKey));
  return [...new Map(pairs.map((pair) => [pairKey(pair), pair])).values()].filter(
    (pair) => !known.has(pairKey(pair)),
  );
}

/** Whether a sentence names both ends of a pair. */
function sentenceSharing({ text, passages, mentions }: AnnotatedDocument): (pair: Pair) => boolean {
  const sentences = passages.flatMap(({ span }) => splitSentences(text, span));
  /** By concept the places among the sentences that name it. */
  const naming = new Map<string, Set<number>>();
  for (const mention of mentions) {
    const span = extent(mention);
    const sentence = countUntil(sentences, ({ end }) => end >= span.end);
    if (!sentences[sentence] || !contains(sentences[sentence], span)) continue;
    for (const id of conceptSet(mention.concepts))
      naming.set(id, (naming.get(id) ?? new Set()).add(sentence));
  }
  return ({ subject, object }) => {
    const withObject = naming.get(object);
    return [...(naming.get(subject) ?? [])].some((sentence) => withObject?.has(sentence));
  };
}
