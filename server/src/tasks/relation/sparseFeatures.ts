import type { Candidates, MentionPlace } from './candidates';
import type { PairFacts } from './denseFeatures';
import { hashString, type UnitWords, type WordRange, wordsBetween } from './unitWords';

/** Bucket ids run from 1 to `sparseBuckets - 1`; 0 fills up the row of a pair that has fewer features. */
export const sparseBuckets = 8192;

/** Room for the features of one pair; the groups come in order of use, so what does not fit matters least. */
export const sparseWidth = 96;

/** Different groups put the same word into different buckets. */
const group = (name: string) => hashString(name);
const between = [group('between, subject first'), group('between, object first')];
const pairBetween = [group('word pair between, subject first'), group('word pair between, object first')];
const beforeFirst = [group('before subject'), group('before object')];
const afterSecond = [group('after object'), group('after subject')];
const aroundSubject = [group('around subject, before'), group('around subject, after')];
const aroundObject = [group('around object, before'), group('around object, after')];
const objectHead = group('last word of the object');
const subjectEnding = group('ending of the subject');
const title = [0, 1, 2, 3].map((presence) => group(`title ${presence}`));

/**
 * Hashed words around and between the mentions of a pair, as ids for an embedding bag, row by row into `ids`
 * [pairs × sparseWidth]. Mentions stand as their entity types, so that no feature is the name of a chemical; the disease gives its
 * last word and the chemical its last letters, which stand for classes (`… toxicity`, `-mycin`).
 */
export function writeSparseFeatures(
  candidates: Candidates,
  words: UnitWords,
  sentences: readonly WordRange[],
  facts: readonly PairFacts[],
  ids: BigInt64Array,
): void {
  const titleWords = wordsOfTitle(candidates);
  facts.forEach((pair, index) => {
    const row = new FeatureRow(ids.subarray(index * sparseWidth, (index + 1) * sparseWidth));
    addClosest(row, words, sentences, pair);
    for (const place of pair.object.concept.places)
      row.add(objectHead, hashString(words.forms[place.endWord - 1] ?? ''));
    for (const place of pair.subject.concept.places)
      row.add(subjectEnding, hashString((words.forms[place.endWord - 1] ?? '').slice(-4)));
    addSurroundings(row, words, sentences, pair.object.concept.places, aroundObject);
    addSurroundings(row, words, sentences, pair.subject.concept.places, aroundSubject);
    const presence = Number(pair.subject.inTitle) * 2 + Number(pair.object.inTitle);
    for (let word = titleWords.start; word < titleWords.end; word++)
      row.add(title[presence], words.hashes[word]);
  });
}

/** Writes bucket ids into one row, each once, until it is full. */
class FeatureRow {
  private count = 0;
  constructor(private readonly ids: BigInt64Array) {}

  add(group: number, hash: number): void {
    if (hash === 0 || this.count === this.ids.length) return;
    const id = BigInt(bucket(group, hash));
    if (!this.ids.subarray(0, this.count).includes(id)) this.ids[this.count++] = id;
  }
}

/** Mixes two hashes (the finalizer of MurmurHash3) and cuts them to a bucket id from 1 on. */
function bucket(group: number, hash: number): number {
  let mixed = Math.imul(group, 31) + hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (((mixed ^ (mixed >>> 16)) >>> 0) % (sparseBuckets - 1)) + 1;
}

function addClosest(
  row: FeatureRow,
  words: UnitWords,
  sentences: readonly WordRange[],
  pair: PairFacts,
): void {
  const closest = pair.together[0];
  if (!closest) return;
  const order = closest.subjectFirst ? 0 : 1;
  const range = wordsBetween(closest.subject, closest.object);
  const [left, right] = closest.subjectFirst
    ? [closest.subject, closest.object]
    : [closest.object, closest.subject];
  if (range.end - range.start <= 20) {
    for (let word = range.start; word < range.end; word++) row.add(between[order], words.hashes[word]);
  }
  if (range.end - range.start <= 8) {
    for (let word = range.start; word <= range.end; word++)
      row.add(pairBetween[order], Math.imul(words.hashes[word - 1] ?? 0, 7) + (words.hashes[word] ?? 0));
  }
  const { start, end } = sentences[left.sentence];
  for (let word = Math.max(start, left.firstWord - 3); word < left.firstWord; word++)
    row.add(beforeFirst[order], words.hashes[word]);
  for (let word = right.endWord; word < Math.min(end, right.endWord + 3); word++)
    row.add(afterSecond[order], words.hashes[word]);
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
    for (let word = Math.max(start, firstWord - 2); word < firstWord; word++)
      row.add(before, words.hashes[word]);
    for (let word = endWord; word < Math.min(end, endWord + 2); word++) row.add(after, words.hashes[word]);
  }
}

function wordsOfTitle({ unit }: Candidates): WordRange {
  const { title, words } = unit;
  if (!title) return { start: 0, end: 0 };
  const start = words.findIndex((word) => word.start >= title.start);
  const past = words.findIndex((word) => word.start >= title.end);
  return { start: Math.max(0, start), end: past < 0 ? words.length : past };
}
