import type { MentionPlace, RelationUnit } from './candidates';
import { cueBit } from './cues';

/** A unit's words as the pair features read them. All arrays have one entry a word. */
export interface UnitWords {
  /** Lower-cased, a run of digits as `0`. */
  readonly forms: readonly string[];
  /** Hash of the form; the first word of a mention hashes as its entity type, its other words as 0. */
  readonly hashes: Int32Array;
  /** Cue groups of the form, as bits; 0 inside mentions. */
  readonly cues: Int32Array;
  /** Whether the form is of letters alone. */
  readonly isLetters: readonly boolean[];
  /** Index of the mention that covers the word, or -1. */
  readonly mentions: Int32Array;
}

/** What a unit's words are by themselves, before mentions are marked among them. */
export type WordForms = Omit<UnitWords, 'mentions'>;

export function wordForms({ text, words }: Pick<RelationUnit, 'text' | 'words'>): WordForms {
  const forms = words.map(({ start, end }) => text.slice(start, end).toLowerCase().replace(/^\d+$/, '0'));
  return {
    forms,
    hashes: Int32Array.from(forms, hashString),
    cues: Int32Array.from(forms, cueBit),
    isLetters: forms.map((form) => /^\p{L}+$/u.test(form)),
  };
}

/** A unit's words, of which those of `places` count as mentions. @param own its `wordForms`, where they are known */
export function readWords(
  unit: RelationUnit,
  places: readonly MentionPlace[],
  own: WordForms = wordForms(unit),
): UnitWords {
  const { forms, isLetters } = own;
  const hashes = own.hashes.slice();
  const cues = own.cues.slice();
  const mentions = new Int32Array(forms.length).fill(-1);
  places.forEach((place, index) => {
    for (let word = place.firstWord; word < place.endWord; word++) {
      mentions[word] = index;
      hashes[word] = word === place.firstWord ? hashString(`<${place.mention.type}>`) : 0;
      cues[word] = 0;
    }
  });
  return { forms, hashes, cues, isLetters, mentions };
}

/** The cue groups of the words from `start` up to, not including, `end`; the range is cut to `limit`. */
export function cuesWithin(words: UnitWords, start: number, end: number, limit: WordRange): number {
  let cues = 0;
  for (let word = Math.max(start, limit.start); word < Math.min(end, limit.end); word++)
    cues |= words.cues[word];
  return cues;
}

/** Words by index, half-open. */
export interface WordRange {
  readonly start: number;
  readonly end: number;
}

/** The words of each sentence; what lies between two sentences counts for the second, and a unit without sentences is one. */
export function sentenceWords(unit: RelationUnit): WordRange[] {
  if (unit.sentences.length === 0) return [{ start: 0, end: unit.words.length }];
  let next = 0;
  return unit.sentences.map((sentence) => {
    const start = next;
    while (next < unit.words.length && unit.words[next].start < sentence.end) next++;
    return { start, end: next };
  });
}

/** Words between two mentions, or an empty range where they touch or overlap. */
export function wordsBetween(a: MentionPlace, b: MentionPlace): WordRange {
  const [left, right] = a.firstWord <= b.firstWord ? [a, b] : [b, a];
  return { start: left.endWord, end: Math.max(left.endWord, right.firstWord) };
}

/** FNV-1a over UTF-16 units: small, and the same on every machine. */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
