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

interface DenseFeature {
  readonly name: string;
  readonly value: (pair: PairFacts) => number;
}

const feature = (name: string, value: (pair: PairFacts) => number | boolean): DenseFeature => ({
  name,
  value: (pair) => Number(value(pair)),
});

/** One-hot over the half-open steps between `bounds`: below the first, …, from the last on. */
const steps = (name: string, bounds: readonly number[], value: (pair: PairFacts) => number): DenseFeature[] =>
  [...bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
    const from = index === 0 ? Number.NEGATIVE_INFINITY : bounds[index - 1];
    return feature(`${name} in [${from}, ${bound})`, (pair) => value(pair) >= from && value(pair) < bound);
  });

const bothSides = (make: (side: 'subject' | 'object') => DenseFeature[]): DenseFeature[] => [
  ...make('subject'),
  ...make('object'),
];

const closest = ({ together }: PairFacts): CoOccurrence | undefined => together[0];

/** The dense features of a pair, by name; the order is part of a trained model. */
export const denseFeatures: readonly DenseFeature[] = [
  ...bothSides((side) => [
    feature(`${side}: log mentions`, (pair) => Math.log1p(pair[side].concept.places.length)),
    feature(`${side}: mentions against the most frequent of its type`, (pair) => pair[side].share),
    feature(`${side}: in the title`, (pair) => pair[side].inTitle),
    feature(`${side}: in the first sentence after the title`, (pair) => pair[side].inFirst),
    feature(`${side}: in the last sentence`, (pair) => pair[side].inLast),
    feature(`${side}: first position`, (pair) => pair[side].position),
    feature(
      `${side}: share of the sentences`,
      (pair) => pair[side].sentences / Math.max(1, pair.candidates.unit.sentences.length),
    ),
    ...steps(`${side}: rank by mentions`, [1, 2, 3, 5], (pair) => pair[side].rank),
    ...steps(`${side}: mentions`, [2, 3, 5, 9], (pair) => pair[side].concept.places.length),
    ...cueNames.flatMap((name, group) => [
      feature(`${side}: ${name} before`, (pair) => pair[side].before[group]),
      feature(`${side}: ${name} after`, (pair) => pair[side].after[group]),
    ]),
  ]),
  ...steps('subjects', [2, 3, 4, 6], ({ candidates }) => candidates.subjects.length),
  ...steps('objects', [2, 3, 4, 6, 9], ({ candidates }) => candidates.objects.length),
  feature('log pairs', ({ candidates }) => Math.log1p(candidates.pairs.length)),
  feature('log sentences', ({ candidates }) => Math.log1p(candidates.unit.sentences.length)),
  feature(
    'subject is the only one in the title',
    (pair) => pair.subject.inTitle && inTitle(pair.candidates.subjects) === 1,
  ),
  feature(
    'object is the only one in the title',
    (pair) => pair.object.inTitle && inTitle(pair.candidates.objects) === 1,
  ),
  feature('both in the title', ({ subject, object }) => subject.inTitle && object.inTitle),
  feature(
    'title has a subject, another one',
    (pair) => !pair.subject.inTitle && inTitle(pair.candidates.subjects) > 0,
  ),
  feature(
    'title has an object, another one',
    (pair) => !pair.object.inTitle && inTitle(pair.candidates.objects) > 0,
  ),
  feature('both the most frequent', ({ subject, object }) => subject.rank === 0 && object.rank === 0),
  feature(
    'subject most frequent, object in the title',
    ({ subject, object }) => subject.rank === 0 && object.inTitle,
  ),
  feature(
    'subject in the title, object in the last sentence',
    ({ subject, object }) => subject.inTitle && object.inLast,
  ),
  ...steps(
    'sentences shared',
    [1, 2, 3, 5],
    ({ together }) => new Set(together.map(({ subject }) => subject.sentence)).size,
  ),
  feature('log mention pairs in one sentence', ({ together }) => Math.log1p(together.length)),
  feature(
    'share of the mention pairs with the subject first',
    ({ together }) =>
      together.filter(({ subjectFirst }) => subjectFirst).length / Math.max(1, together.length),
  ),
  ...steps('distance in words', [1, 2, 4, 7, 12, 20, 35, 60], ({ distance }) => distance),
  ...steps('distance in sentences', [1, 2, 3, 5], ({ sentenceDistance }) => sentenceDistance),
  ...steps('closer subjects', [1, 2, 3], ({ closerSubjects }) => closerSubjects),
  ...steps('closer objects', [1, 2, 3], ({ closerObjects }) => closerObjects),
  ...steps('subjects in more shared sentences', [1, 2, 3], ({ betterSubjects }) => betterSubjects),
  ...steps('objects in more shared sentences', [1, 2, 3], ({ betterObjects }) => betterObjects),
  feature('closest: subject first', (pair) => closest(pair)?.subjectFirst === true),
  feature('closest: object first', (pair) => closest(pair)?.subjectFirst === false),
  feature('closest: in the title', (pair) => closest(pair)?.subject.inTitle === true),
  feature('closest: mentions between', (pair) => Math.log1p(closest(pair)?.mentionsBetween ?? 0)),
  feature('some together in the title', ({ together }) => together.some(({ subject }) => subject.inTitle)),
  feature('some together in the last sentence', ({ together, candidates }) =>
    together.some(({ subject }) => subject.sentence === candidates.unit.sentences.length - 1),
  ),
  ...cueNames.flatMap((name, group) => [
    feature(
      `closest: ${name} between, subject first`,
      (pair) => closest(pair)?.subjectFirst === true && hasCue(closest(pair)!.cues, group),
    ),
    feature(
      `closest: ${name} between, object first`,
      (pair) => closest(pair)?.subjectFirst === false && hasCue(closest(pair)!.cues, group),
    ),
    feature(`some: ${name} between, subject first`, ({ together }) =>
      together.some(({ subjectFirst, cues }) => subjectFirst && hasCue(cues, group)),
    ),
    feature(`some: ${name} between, object first`, ({ together }) =>
      together.some(({ subjectFirst, cues }) => !subjectFirst && hasCue(cues, group)),
    ),
  ]),
];

const inTitle = (concepts: readonly UnitConcept[]): number =>
  concepts.filter(({ places }) => places.some((place) => place.inTitle)).length;

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
    closerSubjects: column(distances, index).filter((distance) => distance < distances[index]).length,
    closerObjects: row(distances, index).filter((distance) => distance < distances[index]).length,
    betterSubjects: column(shared, index).filter((count) => count > shared[index]).length,
    betterObjects: row(shared, index).filter((count) => count > shared[index]).length,
  }));
}

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
