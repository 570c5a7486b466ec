import type { Candidates, MentionPlace, UnitConcept } from './candidates';
import type { CoOccurrence } from './coOccurrence';
import { addDocumentWords, documentWords } from './documentWords';
import { FeatureRow, hashSequence } from './featureRow';
import type { PairFacts } from './pairFacts';
import { hashString, type UnitWords, type WordRange, wordsBetween } from './unitWords';

const group = (name: string) => hashString(name);
const between = [group('between, subject first'), group('between, object first')];
const pairBetween = [group('word pair between, subject first'), group('word pair between, object first')];
const allBetween = [group('all words between, subject first'), group('all words between, object first')];
const saidBetween = [
  group('telling words between, subject first'),
  group('telling words between, object first'),
];
const beforeFirst = [group('before subject'), group('before object')];
const afterSecond = [group('after object'), group('after subject')];
const aroundSubject = [group('around subject, before'), group('around subject, after')];
const aroundObject = [group('around object, before'), group('around object, after')];
const anyBetween = [group('between some, subject first'), group('between some, object first')];
const objectName = group('object');
const objectHead = group('last word of the object');
const subjectEnding = group('ending of the subject');
const untelling = new Set(['the', 'a', 'an', 'of', 'and', 'or']);

/**
 * Hashed words around and between the mentions of a pair and of its title and text, as ids, row by row into `ids`
 * [pairs × sparseWidth]. Mentions between stand as their entity types. Of names, the object's is a feature by itself (some diseases
 * are mostly side effects, others mostly what is treated) and the subject gives its last letters (`-mycin`); no
 * feature knows both, so that a pair cannot be learned by heart.
 */
export function writeSparseFeatures(
  candidates: Candidates,
  words: UnitWords,
  sentences: readonly WordRange[],
  facts: readonly PairFacts[],
  ids: BigInt64Array,
): void {
  const row = new FeatureRow(ids);
  const ofText = documentWords(candidates, words);
  const { subjects, objects } = candidates;
  const mentionsOf = mentionsOfConcepts(candidates);
  const objectNames = new Map(objects.map((object) => [object, namesOf(words, object)]));
  const subjectEndings = new Map(subjects.map((subject) => [subject, endingsOf(words, subject)]));
  facts.forEach((pair, index) => {
    row.begin(index);
    const subject = pair.subject.concept;
    const object = pair.object.concept;
    if (pair.together.length > 0) addAroundClosest(row, words, sentences, pair.together[0]);
    for (const found of pair.together.slice(0, 3)) addPhrase(row, words, found);
    for (const found of pair.together.slice(0, 6)) addBetween(row, words, found);
    const { names, heads } = objectNames.get(object)!;
    for (const name of names) row.add(objectName, name);
    for (const head of heads) row.add(objectHead, head);
    for (const ending of subjectEndings.get(subject)!) row.add(subjectEnding, ending);
    addSurroundings(row, words, sentences, object.places, aroundObject);
    addSurroundings(row, words, sentences, subject.places, aroundSubject);
    addDocumentWords(row, ofText, pair, mentionsOf);
  });
}

/** For each concept the mentions of the unit that name it, by number. */
function mentionsOfConcepts({
  places,
  subjects,
  objects,
}: Candidates): ReadonlyMap<UnitConcept, ReadonlySet<number>> {
  const numbers = new Map(places.map((place, index) => [place, index]));
  const mentionsOf = ({ places }: UnitConcept) => new Set(places.map((place) => numbers.get(place)!));
  return new Map([...subjects, ...objects].map((concept) => [concept, mentionsOf(concept)]));
}

/** Hashes of a concept's names and of their last words, mention by mention. */
const namesOf = (words: UnitWords, { places }: UnitConcept) => ({
  names: places.map((place) => hashString(nameOf(words, place))),
  heads: places.map((place) => hashString(lastWord(words, place))),
});

/** Hashes of the last letters of a concept's names, mention by mention. */
const endingsOf = (words: UnitWords, { places }: UnitConcept): number[] =>
  places.map((place) => hashString(lastWord(words, place).slice(-4)));

const nameOf = ({ forms }: UnitWords, { firstWord, endWord }: MentionPlace): string =>
  forms.slice(firstWord, endWord).join(' ');

const lastWord = ({ forms }: UnitWords, { endWord }: MentionPlace): string => forms[endWord - 1] ?? '';

function addWords(row: FeatureRow, words: UnitWords, group: number, { start, end }: WordRange): void {
  for (let word = start; word < end; word++) row.add(group, words.hashes[word]);
}

/** The words between the closest mentions, three before the first and three after the second. */
function addAroundClosest(
  row: FeatureRow,
  words: UnitWords,
  sentences: readonly WordRange[],
  closest: CoOccurrence,
): void {
  const order = closest.subjectFirst ? 0 : 1;
  const range = wordsBetween(closest.subject, closest.object);
  const [left, right] = closest.subjectFirst
    ? [closest.subject, closest.object]
    : [closest.object, closest.subject];
  const sentence = sentences[left.sentence];
  if (range.end - range.start <= 20) addWords(row, words, between[order], range);
  addWords(row, words, beforeFirst[order], {
    start: Math.max(sentence.start, left.firstWord - 3),
    end: left.firstWord,
  });
  addWords(row, words, afterSecond[order], {
    start: right.endWord,
    end: Math.min(sentence.end, right.endWord + 3),
  });
}

/** All that stands between two close mentions as one feature, and so what of it tells something. */
function addPhrase(
  row: FeatureRow,
  words: UnitWords,
  { subject, object, subjectFirst, distance }: CoOccurrence,
): void {
  const order = subjectFirst ? 0 : 1;
  const { start, end } = wordsBetween(subject, object);
  const within = Array.from({ length: end - start }, (_, i) => start + i);
  const hashesOf = (chosen: readonly number[]) => hashSequence(chosen.map((word) => words.hashes[word]));
  if (distance <= 5) row.add(allBetween[order], hashesOf(within));
  const tells = (word: number) =>
    words.mentions[word] < 0 && words.isLetters[word] && !untelling.has(words.forms[word]);
  if (distance <= 12) row.add(saidBetween[order], hashesOf(within.filter(tells)));
}

/** Words and neighbouring words between two mentions that are not far apart. */
function addBetween(
  row: FeatureRow,
  words: UnitWords,
  { subject, object, subjectFirst, distance }: CoOccurrence,
): void {
  const order = subjectFirst ? 0 : 1;
  const range = wordsBetween(subject, object);
  if (distance <= 8) {
    for (let word = range.start; word <= range.end; word++) {
      row.add(pairBetween[order], Math.imul(words.hashes[word - 1] ?? 0, 7) + (words.hashes[word] ?? 0));
    }
  }
  if (distance <= 15) addWords(row, words, anyBetween[order], range);
}

function addSurroundings(
  row: FeatureRow,
  words: UnitWords,
  sentences: readonly WordRange[],
  places: readonly MentionPlace[],
  [before, after]: readonly number[],
): void {
  for (const { firstWord, endWord, sentence } of places) {
    const { start, end } = sentences[sentence];
    addWords(row, words, before, { start: Math.max(start, firstWord - 2), end: firstWord });
    addWords(row, words, after, { start: endWord, end: Math.min(end, endWord + 2) });
  }
}
