import { type AnnotatedDocument, type EntityMention, extent } from '../annotation/model';
import { splitSentences } from '../text/sentences';
import { contains, countUntil } from '../text/span';
import { conceptPairs, pairKey } from './conceptPairs';
import { conceptSet } from './conceptSet';
import { placeOf } from './mentionErrors';

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

/**
 * Sorts the relations of one type that a document lacks or claims wrongly. What comes before the relation itself goes first: where an end was not
 * found, the relation could not be. Sentences are those of the document, mentions those of gold.
 * @param gold and the predictions are matched by their ids
 */
export function relationErrors(
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
  type: string,
): Record<RelationErrorKind, number> {
  const errors = Object.fromEntries(Object.keys(relationErrorKinds).map((kind) => [kind, 0])) as Record<
    RelationErrorKind,
    number
  >;
  const byId = new Map(predicted.map((document) => [document.id, document]));
  for (const document of gold) {
    const found = byId.get(document.id) ?? { ...document, mentions: [], relations: [] };
    const right = conceptPairs(document.relations, type);
    const claimed = conceptPairs(found.relations, type);
    const foundPlaces = new Set(found.mentions.map(placeOf));
    const foundConcepts = conceptsOf(found);
    const goldConcepts = conceptsOf(document);
    const shares = sentenceSharing(document);
    for (const pair of without(right, claimed)) {
      const lost = [pair.subject, pair.object].filter((id) => !foundConcepts.has(id));
      const isNamed = (id: string) =>
        mentionsOf(document, id).some((mention) => foundPlaces.has(placeOf(mention)));
      if (lost.length > 0) errors[lost.every(isNamed) ? 'otherConcept' : 'entityMissed']++;
      else errors[shares(pair) ? 'missedInSentence' : 'missedAcross']++;
    }
    for (const pair of without(claimed, right)) {
      const isKnown = goldConcepts.has(pair.subject) && goldConcepts.has(pair.object);
      if (!isKnown) errors.falseConcept++;
      else errors[shares(pair) ? 'falseInSentence' : 'falseAcross']++;
    }
  }
  return errors;
}

type Pair = ReturnType<typeof conceptPairs>[number];

/** The different pairs that the others lack. */
function without(pairs: readonly Pair[], others: readonly Pair[]): Pair[] {
  const known = new Set(others.map(pairKey));
  return [...new Map(pairs.map((pair) => [pairKey(pair), pair])).values()].filter(
    (pair) => !known.has(pairKey(pair)),
  );
}

const conceptsOf = ({ mentions }: AnnotatedDocument): Set<string> =>
  new Set(mentions.flatMap(({ concepts }) => [...conceptSet(concepts)]));

const mentionsOf = ({ mentions }: AnnotatedDocument, id: string): EntityMention[] =>
  mentions.filter(({ concepts }) => conceptSet(concepts).has(id));

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
