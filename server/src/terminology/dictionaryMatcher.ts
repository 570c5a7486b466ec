import { detached } from '../text/detached';
import type { Span } from '../text/span';
import { segmentWords } from '../text/words';
import { emptyHash, extendHash, keyHash, mixHash } from './names/hash';
import { isPossessive, keyWord, shortestFreeCase, shortKey } from './names/nameKey';
import type { TermHit, Terminologies } from './terminologies';

/** A stretch of text that is a name, with the concepts that have it: never empty, in the order of `Terminologies.lookup`. */
export interface DictionaryMatch extends Span {
  readonly hits: readonly TermHit[];
}

/** A run of words that is a name: from `first` to `last`, both included, of the words that were given. */
export interface WordMatch {
  readonly first: number;
  readonly last: number;
  readonly hits: readonly TermHit[];
}

/** What the matcher remembers of a word's wording, whatever stands around it. */
interface KnownWord {
  readonly folded: string;
  /** Empty for punctuation. */
  readonly key: string;
  readonly hash: number;
  /** True where names may begin with this word and go on. */
  readonly continues: boolean;
  readonly hits: readonly TermHit[];
}

const none: readonly TermHit[] = [];
const hyphen = '-'.charCodeAt(0);
const noNames: readonly WordMatch[] = [];
/** Names are not longer; a chemical's systematic name may have two dozen. */
const mostWords = 40;
/** A text's words are mostly those of other texts; the caches start afresh when they hold this many. */
const mostKnown = 100_000;

/**
 * Finds names of terminologies in a text, in one pass.
 *
 * From each word on, the longest name wins, and the search goes on behind it: matches never overlap, and a name inside a longer one is not
 * told. A name begins and ends with a letter or digit that no other touches (`5-HT` is not found in `5-HT1A`), and does not cross a
 * punctuation mark that a space follows, an unpaired bracket, a bracket after a space, or an empty line. Words and text are compared by
 * `nameKey`; `X, Y` is read as `Y X` in names only. Of a concept's names that have one key (`CoQ10`, `CoQ 10`) the index keeps the first: the other is found
 * where some name goes on from its first word, or a hyphen ties them.
 */
export class DictionaryMatcher {
  readonly #words = new Map<string, KnownWord>();
  readonly #names = new Map<string, readonly TermHit[]>();

  /** @param accepts which concepts names are searched for; a name that has none of them is no name */
  constructor(
    private readonly terminologies: Terminologies,
    private readonly accepts: (hit: TermHit) => boolean = () => true,
  ) {}

  /** @returns matches in order of reading, in UTF-16 units of `text` */
  match(text: string, within: Span = { start: 0, end: text.length }): DictionaryMatch[] {
    const matches: DictionaryMatch[] = [];
    // No name crosses an empty line. The words of a long text are not held all at once: that would be half of the time.
    for (const part of betweenEmptyLines(text, within)) this.#matchIn(text, part, matches);
    return matches;
  }

  #matchIn(text: string, within: Span, matches: DictionaryMatch[]): void {
    const spans = segmentWords(text, within);
    const words = this.#knownWords(text, spans);
    for (let first = 0; first < words.length; first++) {
      const names = this.#namesFrom(text, spans, words, first);
      if (names.length === 0) continue;
      const { last, hits } = names[names.length - 1]!;
      matches.push({ start: spans[first]!.start, end: spans[last]!.end, hits });
      first = last;
    }
  }

  /**
   * Every name, also those within and across others: by their first words, the longer before the shorter.
   * @param spans words in order of reading, as `segmentWords` cuts them; there may be markup between them
   */
  namesIn(text: string, spans: readonly Span[]): WordMatch[] {
    const words = this.#knownWords(text, spans);
    return words.flatMap((_, first) => this.#namesFrom(text, spans, words, first).toReversed());
  }

  #knownWords(text: string, spans: readonly Span[]): KnownWord[] {
    const words: KnownWord[] = [];
    for (const { start, end } of spans) words.push(this.#known(text.slice(start, end)));
    return words;
  }

  /** The names that begin with word `first`, the shorter before the longer. */
  #namesFrom(
    text: string,
    spans: readonly Span[],
    words: readonly KnownWord[],
    first: number,
  ): readonly WordMatch[] {
    const start = words[first]!;
    if (start.key === '' || touches(spans, words, first)) return noNames;
    const isName = start.hits.length > 0 && !touches(spans, words, first + 1);
    const goesOn = start.continues || isJoined(text, spans, first);
    if (!isName && !goesOn) return noNames;
    const names: WordMatch[] = isName ? [{ first, last: first, hits: start.hits }] : [];
    if (!goesOn) return names;
    const taken = [start];
    let { hash } = start;
    let characters = start.folded.length;
    let open = 0;
    const end = Math.min(words.length, first + mostWords);
    for (let last = first + 1; last < end; last++) {
      const word = words[last]!;
      const span = spans[last]!;
      if (isBreak(text, spans[last - 1]!.end, span, open)) break;
      if (word.key === '') {
        const mark = text[span.start];
        open += mark === '(' || mark === '[' ? 1 : mark === ')' || mark === ']' ? -1 : 0;
        continue;
      }
      if (isPossessive(text, span.start, span.end)) continue;
      taken.push(word);
      hash = extendHash(hash, word.key);
      characters += word.folded.length;
      const mixed = mixHash(hash);
      if (open === 0 && !touches(spans, words, last + 1)) {
        const hits = this.#namedBy(taken, characters, mixed);
        if (hits.length > 0) names.push({ first, last, hits });
      }
      if (!this.terminologies.mayContinue(mixed) && !isJoined(text, spans, last)) break;
    }
    return names;
  }

  /** What several words name. Their key is put together only where a name may have its hash. @param mixed that hash */
  #namedBy(words: readonly KnownWord[], characters: number, mixed: number): readonly TermHit[] {
    if (characters < shortestFreeCase)
      return this.#named(shortKey(words.map(({ folded }) => folded).join('')));
    return this.terminologies.mayHold(mixed)
      ? this.#lookedUp(words.map(({ key }) => key).join(''), mixed)
      : none;
  }

  #named(key: string): readonly TermHit[] {
    const mixed = keyHash(key);
    return this.terminologies.mayHold(mixed) ? this.#lookedUp(key, mixed) : none;
  }

  #lookedUp(key: string, mixed: number): readonly TermHit[] {
    let hits = this.#names.get(key);
    if (!hits) {
      if (this.#names.size >= mostKnown) this.#names.clear();
      hits = this.terminologies.lookupKey(key, mixed).filter(this.accepts);
      this.#names.set(key, hits);
    }
    return hits;
  }

  #known(wording: string): KnownWord {
    let known = this.#words.get(wording);
    if (!known) {
      if (this.#words.size >= mostKnown) this.#words.clear();
      const { folded, key } = keyWord(wording);
      const hash = extendHash(emptyHash, key);
      const own = folded.length < shortestFreeCase ? shortKey(folded) : key;
      known = {
        folded,
        key,
        hash,
        continues: key !== '' && this.terminologies.mayContinue(mixHash(hash)),
        hits: own === '' ? none : this.#named(own),
      };
      this.#words.set(detached(wording), known);
    }
    return known;
  }
}

const emptyLine = /\n\s*\n/g;

/** The stretches of a text between its empty lines. */
function* betweenEmptyLines(text: string, { start, end }: Span): Generator<Span> {
  let from = start;
  while (from < end) {
    emptyLine.lastIndex = from;
    const gap = emptyLine.exec(text);
    if (!gap || gap.index >= end) break;
    yield { start: from, end: gap.index };
    from = gap.index + gap[0].length;
  }
  if (from < end) yield { start: from, end };
}

/** True where word `at` is a letter or digit run that follows another without anything between them. */
const touches = (spans: readonly Span[], words: readonly KnownWord[], at: number): boolean =>
  at > 0 &&
  at < words.length &&
  spans[at - 1]!.end === spans[at]!.start &&
  words[at]!.key !== '' &&
  words[at - 1]!.key !== '';

/** True where a hyphen ties word `at` to the next: texts write `anti-depressant` for a name that is one word. */
const isJoined = (text: string, spans: readonly Span[], at: number): boolean =>
  text.charCodeAt(spans[at]!.end) === hyphen || spans[at + 1]?.start === spans[at]!.end;

/** True where no name goes on from the word that ends at `before` to `span`. @param open brackets that were opened since the name began */
function isBreak(text: string, before: number, { start, end }: Span, open: number): boolean {
  if (start - before > 1 && /\n\s*\n/.test(text.slice(before, start))) return true;
  const mark = text[start]!;
  if (mark === '(' || mark === '[') return start > before;
  if (mark === ')' || mark === ']') return open === 0;
  return '.,;:?!'.includes(mark) && (end === text.length || /\s/.test(text[end]!));
}
