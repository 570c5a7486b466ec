import { type ConceptId, type EntityMention, extent } from '../../annotation/model';
import { countUntil, type Span } from '../../text/span';

/** What a relation is looked for in: one text, usually a title and its abstract, with everything already known about it. */
export interface RelationUnit {
  readonly text: string;
  /** Where the title stands, if the text has one. */
  readonly title?: Span;
  /** In order of reading, not overlapping. */
  readonly sentences: readonly Span[];
  /** In order of reading, not overlapping: the words of `segmentWords`. */
  readonly words: readonly Span[];
  /** In order of reading. A mention without concepts takes part in no pair, but is seen as a neighbour. */
  readonly mentions: readonly EntityMention[];
}

/** The two sides of a relation, by entity type. */
export interface RelationSchema {
  readonly subjectType: string;
  readonly objectType: string;
}

/** A mention in terms of the unit's words and sentences. */
export interface MentionPlace {
  readonly mention: EntityMention;
  readonly span: Span;
  /** The words it touches: from `firstWord` up to, not including, `endWord`. */
  readonly firstWord: number;
  readonly endWord: number;
  /** Index of the sentence in which it starts. */
  readonly sentence: number;
  readonly inTitle: boolean;
}

/** A concept with all its mentions in a unit, in order of reading. */
export interface UnitConcept {
  readonly id: ConceptId;
  readonly type: string;
  readonly places: readonly MentionPlace[];
}

export interface Candidate {
  readonly subject: UnitConcept;
  readonly object: UnitConcept;
}

/**
 * The pairs that may stand in a relation, with what they were made from.
 * `pairs` is a grid in row-major order: every subject with every object, `pairs[s * objects.length + o]`.
 */
export interface Candidates {
  readonly unit: RelationUnit;
  /** One a mention of the unit, in the same order. */
  readonly places: readonly MentionPlace[];
  /** In order of first mention. */
  readonly subjects: readonly UnitConcept[];
  readonly objects: readonly UnitConcept[];
  readonly pairs: readonly Candidate[];
}

/**
 * Every concept of the subject type with every concept of the object type in one unit. A mention of several concepts counts
 * for each. Concept ids are compared as written, so ids of a terminology and names found in the text serve alike.
 */
export function findCandidates(unit: RelationUnit, schema: RelationSchema): Candidates {
  const places = unit.mentions.map((mention) => placeOf(unit, mention));
  const subjects = conceptsOf(places, schema.subjectType);
  const objects = conceptsOf(places, schema.objectType);
  const pairs = subjects.flatMap((subject) => objects.map((object) => ({ subject, object })));
  return { unit, places, subjects, objects, pairs };
}

function placeOf({ words, sentences, title }: RelationUnit, mention: EntityMention): MentionPlace {
  const span = extent(mention);
  const firstWord = countUntil(words, ({ end }) => end > span.start);
  const endWord = Math.max(
    firstWord,
    countUntil(words, ({ start }) => start >= span.end),
  );
  const sentence = Math.max(0, countUntil(sentences, ({ start }) => start > span.start) - 1);
  const inTitle = title !== undefined && span.start >= title.start && span.start < title.end;
  return { mention, span, firstWord, endWord, sentence, inTitle };
}

function conceptsOf(places: readonly MentionPlace[], type: string): UnitConcept[] {
  const placesOf = new Map<ConceptId, MentionPlace[]>();
  for (const place of places) {
    if (place.mention.type !== type) continue;
    for (const id of new Set(place.mention.concepts.map((concept) => concept.id))) {
      const known = placesOf.get(id);
      if (known) known.push(place);
      else placesOf.set(id, [place]);
    }
  }
  return [...placesOf].map(([id, places]) => ({ id, type, places }));
}
