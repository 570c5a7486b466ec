import type { Candidate, Candidates, MentionPlace, UnitConcept } from './candidates';
import { type CoOccurrence, closestPlaces, coOccurrences } from './coOccurrence';
import { cueNames, hasCue } from './cues';
import { cuesWithin, type UnitWords, type WordRange } from './unitWords';

/** What the named features of one pair are computed from. */
export interface PairFacts {
  readonly candidates: Candidates;
  readonly subject: ConceptFacts;
  readonly object: ConceptFacts;
  /** Mention pairs that share a sentence, the closest first. */
  readonly together: readonly CoOccurrence[];
  /** Fewest words between two mentions of the pair anywhere in the unit. */
  readonly distance: number;
  /** Fewest sentence ends between two mentions of the pair. */
  readonly sentenceDistance: number;
  /** `CoOccurrence.gap` of the pair's best, 99 where none share a sentence. */
  readonly gap: number;
  /** Sentences that hold both, against all sentences that hold one of them and some candidate of the other side. */
  readonly subjectShare: number;
  readonly objectShare: number;
  /** Whether the concept shares a sentence with any candidate of the other side. */
  readonly subjectMet: boolean;
  readonly objectMet: boolean;
  /** How many subjects stand closer to the object than this one does, and the other way round. */
  readonly closerSubjects: number;
  readonly closerObjects: number;
  /** How many subjects share more sentences with the object than this one does, and the other way round. */
  readonly betterSubjects: number;
  readonly betterObjects: number;
}

/** What one concept brings, whichever pair it is in. */
export interface ConceptFacts {
  readonly concept: UnitConcept;
  /** Among the unit's concepts of its side. */
  readonly rank: number;
  readonly share: number;
  readonly inTitle: boolean;
  readonly inFirst: boolean;
  readonly inLast: boolean;
  /** Word of the first mention, relative to the unit's words. */
  readonly position: number;
  readonly sentences: number;
  /** Share of its mentions that have a word of each cue group among the three words before, and after. */
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** The facts of all pairs of a unit, in the order of `candidates.pairs`. */
export function pairFacts(
  candidates: Candidates,
  words: UnitWords,
  sentences: readonly WordRange[],
): PairFacts[] {
  const subjects = conceptFacts(candidates, candidates.subjects, words, sentences);
  const objects = conceptFacts(candidates, candidates.objects, words, sentences);
  const together = candidates.pairs.map((pair) => coOccurrences(words, pair));
  const distances = candidates.pairs.map((pair) => closestPlaces(pair).distance);
  const width = candidates.objects.length;
  const row = <T>(values: readonly T[], index: number) =>
    values.slice(index - (index % width), index - (index % width) + width);
  const column = <T>(values: readonly T[], index: number) =>
    values.filter((_, other) => other % width === index % width);
  const shared = together.map((found) => new Set(found.map(({ subject }) => subject.sentence)).size);
  return candidates.pairs.map((pair, index) => ({
    candidates,
    subject: subjects[Math.floor(index / width)],
    object: objects[index % width],
    together: together[index],
    distance: distances[index],
    sentenceDistance: sentenceDistance(pair),
    gap: Math.min(99, ...together[index].map(({ gap }) => gap)),
    subjectShare: shared[index] / Math.max(1, sum(row(shared, index))),
    objectShare: shared[index] / Math.max(1, sum(column(shared, index))),
    subjectMet: sum(row(shared, index)) > 0,
    objectMet: sum(column(shared, index)) > 0,
    closerSubjects: column(distances, index).filter((distance) => distance < distances[index]).length,
    closerObjects: row(distances, index).filter((distance) => distance < distances[index]).length,
    betterSubjects: column(shared, index).filter((count) => count > shared[index]).length,
    betterObjects: row(shared, index).filter((count) => count > shared[index]).length,
  }));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function conceptFacts(
  { unit }: Candidates,
  concepts: readonly UnitConcept[],
  words: UnitWords,
  sentences: readonly WordRange[],
): ConceptFacts[] {
  const most = Math.max(1, ...concepts.map(({ places }) => places.length));
  const firstOfBody = unit.sentences.findIndex(({ start }) => start >= (unit.title?.end ?? 0));
  return concepts.map((concept) => ({
    concept,
    rank: concepts.filter((other) => other.places.length > concept.places.length).length,
    share: concept.places.length / most,
    inTitle: concept.places.some((place) => place.inTitle),
    inFirst: concept.places.some(({ sentence }) => sentence === firstOfBody),
    inLast: concept.places.some(({ sentence }) => sentence === unit.sentences.length - 1),
    position: concept.places[0].firstWord / Math.max(1, unit.words.length),
    sentences: new Set(concept.places.map(({ sentence }) => sentence)).size,
    before: cueShares(concept, (place) =>
      cuesWithin(words, place.firstWord - 3, place.firstWord, sentences[place.sentence]),
    ),
    after: cueShares(concept, (place) =>
      cuesWithin(words, place.endWord, place.endWord + 3, sentences[place.sentence]),
    ),
  }));
}

function cueShares({ places }: UnitConcept, cuesOf: (place: MentionPlace) => number): Float32Array {
  const shares = new Float32Array(cueNames.length);
  for (const place of places) {
    const cues = cuesOf(place);
    for (let group = 0; group < shares.length; group++)
      if (hasCue(cues, group)) shares[group] += 1 / places.length;
  }
  return shares;
}

function sentenceDistance({ subject, object }: Candidate): number {
  return Math.min(
    ...subject.places.flatMap((s) => object.places.map((o) => Math.abs(s.sentence - o.sentence))),
  );
}
