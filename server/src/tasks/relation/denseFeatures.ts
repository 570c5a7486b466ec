import type { UnitConcept } from './candidates';
import type { CoOccurrence } from './coOccurrence';
import { cueNames, hasCue } from './cues';
import type { PairFacts } from './pairFacts';

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

/** The two never share a sentence. */
const apart = ({ together }: PairFacts): boolean => together.length === 0;

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
  ...steps('words between but for lists', [1, 2, 3, 5, 8, 12, 20, 30], ({ gap }) => gap),
  feature('log words between but for lists', ({ gap }) => Math.log1p(gap)),
  feature("share of the subject's shared sentences", ({ subjectShare }) => subjectShare),
  feature("share of the object's shared sentences", ({ objectShare }) => objectShare),
  feature('subject shares no sentence with any object', ({ subjectMet }) => !subjectMet),
  feature('object shares no sentence with any subject', ({ objectMet }) => !objectMet),
  feature('apart, object met', (pair) => apart(pair) && pair.objectMet),
  feature('apart, object not met', (pair) => apart(pair) && !pair.objectMet),
  feature(
    'apart, object met, subject most frequent',
    (pair) => apart(pair) && pair.objectMet && pair.subject.rank === 0,
  ),
  feature(
    'apart, object not met, subject most frequent',
    (pair) => apart(pair) && !pair.objectMet && pair.subject.rank === 0,
  ),
  feature('apart, subject in the title', (pair) => apart(pair) && pair.subject.inTitle),
  feature('apart, object in the title', (pair) => apart(pair) && pair.object.inTitle),
  feature('apart, only subject', (pair) => apart(pair) && pair.candidates.subjects.length === 1),
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
