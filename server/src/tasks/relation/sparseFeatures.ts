import { lowHalves } from '../../onnx/int64';
import type { Candidates, MentionPlace } from './candidates';
import type { CoOccurrence } from './coOccurrence';
import type { PairFacts } from './pairFacts';
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
const anyBetween = [group('between some, subject first'), group('between some, object first')];
const objectName = group('object');
const objectHead = group('last word of the object');
const subjectEnding = group('ending of the subject');
const title = [0, 1, 2, 3].map((presence) => group(`title ${presence}`));

/**
 * Hashed words around and between the mentions of a pair, as ids for an embedding bag, row by row into `ids`
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
  const titleWords = wordsOfTitle(candidates);
  const row = new FeatureRow(ids);
  facts.forEach((pair, index) => {
    row.begin(index);
    const subjects = pair.subject.concept.places;
    const objects = pair.object.concept.places;
    if (pair.together.length > 0) addAroundClosest(row, words, sentences, pair.together[0]);
    for (const found of pair.together.slice(0, 6)) addBetween(row, words, found);
    for (const place of objects) row.add(objectName, hashString(nameOf(words, place)));
    for (const place of objects) row.add(objectHead, hashString(lastWord(words, place)));
    for (const place of subjects) row.add(subjectEnding, hashString(lastWord(words, place).slice(-4)));
    addSurroundings(row, words, sentences, objects, aroundObject);
    addSurroundings(row, words, sentences, subjects, aroundSubject);
    const presence = Number(pair.subject.inTitle) * 2 + Number(pair.object.inTitle);
    addWords(row, words, title[presence], titleWords);
  });
}

const nameOf = ({ forms }: UnitWords, { firstWord, endWord }: MentionPlace): string =>
  forms.slice(firstWord, endWord).join(' ');

const lastWord = ({ forms }: UnitWords, { endWord }: MentionPlace): string => forms[endWord - 1] ?? '';

/** Writes bucket ids into one row after the other, each once a row, until it is full. */
class FeatureRow {
  private readonly low: Int32Array;
  /** 1 + the last row that has the id. */
  private readonly rowWith = new Uint32Array(sparseBuckets);
  private row = 0;
  private next = 0;
  private end = 0;

  constructor(ids: BigInt64Array) {
    this.low = lowHalves(ids);
  }

  begin(row: number): void {
    this.row = row + 1;
    this.next = row * sparseWidth;
    this.end = this.next + sparseWidth;
  }

  add(group: number, hash: number): void {
    if (hash === 0 || this.next === this.end) return;
    const id = bucket(group, hash);
    if (this.rowWith[id] === this.row) return;
    this.rowWith[id] = this.row;
    this.low[2 * this.next++] = id;
  }
}

/** Mixes two hashes (the finalizer of MurmurHash3) and cuts them to a bucket id from 1 on. */
function bucket(group: number, hash: number): number {
  let mixed = Math.imul(group, 31) + hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (((mixed ^ (mixed >>> 16)) >>> 0) % (sparseBuckets - 1)) + 1;
}

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

function wordsOfTitle({ unit }: Candidates): WordRange {
  const { title, words } = unit;
  if (!title) return { start: 0, end: 0 };
  const start = words.findIndex((word) => word.start >= title.start);
  const past = words.findIndex((word) => word.start >= title.end);
  return { start: Math.max(0, start), end: past < 0 ? words.length : past };
}
