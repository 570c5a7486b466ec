import { type ConceptId, type ConceptLink, type EntityMention, extent, wording } from '../annotation/model';
import { unlinked } from '../annotation/unlinked';
import type { UserWord } from '../annotation/userWord';
import type { Reading } from '../tasks/reading';
import { DictionaryMatcher } from '../terminology/dictionaryMatcher';
import { IndexBuilder } from '../terminology/index/builder';
import { TermIndex } from '../terminology/index/termIndex';
import { nameKey } from '../terminology/names/nameKey';
import { Terminologies } from '../terminology/terminologies';
import { bySpan, countUntil, overlaps, type Span } from '../text/span';
import { segmentWords } from '../text/words';

/** Words by their names' keys, in the order of the rows. */
type ByName = ReadonlyMap<string, readonly UserWord[]>;

/**
 * What a person says of names, laid over what the model found: the model is never told of it, so that a words file cannot quietly change
 * how well it reads everything else.
 *
 * A short form that the text defines follows its long form where nothing is said of itself.
 */
export class UserWords {
  readonly #bans: ByName;
  readonly #meanings: ByName;
  readonly #marked: readonly UserWord[];
  readonly #matcher: DictionaryMatcher | undefined;
  readonly #ownNames: ReadonlyMap<ConceptId, string>;

  /**
   * @param words as `settleWords` leaves them: of two that contradict each other the first counts
   * @param preferredName of a concept that a terminology knows
   */
  constructor(
    words: readonly UserWord[],
    private readonly preferredName: (id: ConceptId) => string | undefined,
  ) {
    this.#bans = byName(words.filter(({ action }) => action === 'ban'));
    this.#meanings = byName(words.filter(({ action, concepts }) => action !== 'ban' && concepts));
    this.#marked = words.filter(({ action, type }) => (action === 'add' || action === 'define') && type);
    this.#matcher = matcherOf(this.#marked);
    const defined = words.filter(({ action }) => action === 'define');
    this.#ownNames = new Map(defined.map(({ name, concepts = [] }) => [concepts[0] ?? '', name]));
  }

  /**
   * Takes banned names out and puts added ones in. Of overlapping mentions the longer stays; of equally long ones, and where one does not
   * contain the other, the person's.
   * @param mentions of the reading, in order; none overlap, neither do those returned
   */
  mark(reading: Reading, mentions: readonly EntityMention[]): EntityMention[] {
    const longForms = longFormsOf(reading, mentions);
    const kept = mentions.filter((mention) => {
      const name = wording(reading.text, mention);
      return !find(this.#bans, [name, ...longForms(name)], mention.type);
    });
    if (!this.#matcher) return kept;
    const own = this.#found(reading, kept);
    const ownOnes = [...own, ...this.#shortForms(reading, kept, own)];
    if (ownOnes.length === 0) return kept;
    const others = kept.filter((mention) => !ownOnes.some((each) => overlaps(extent(each), extent(mention))));
    return [...others, ...ownOnes].sort((a, b) => bySpan(extent(a), extent(b)));
  }

  /** Gives the mentions whose names a person has decided on the concepts that they mean. */
  decide(reading: Reading, mentions: readonly EntityMention[]): EntityMention[] {
    if (this.#meanings.size === 0) return [...mentions];
    const longForms = longFormsOf(reading, mentions);
    return mentions.map((mention) => {
      const name = wording(reading.text, mention);
      const word = find(this.#meanings, [name, ...longForms(name)], mention.type);
      return word?.concepts ? { ...mention, concepts: this.#links(word.concepts, word.name) } : mention;
    });
  }

  /** @param name of the row that says so: a short form that follows it is the same thing */
  #links(ids: readonly ConceptId[], name: string): ConceptLink[] {
    // As for a name that the linker knows nothing of: equal names are still one thing, and have relations.
    if (ids.length === 0) return [{ id: unlinked(nameKey(name)) }];
    return ids.map((id) => {
      const known = this.#ownNames.get(id) ?? this.preferredName(id);
      return known === undefined ? { id } : { id, name: known };
    });
  }

  /** Added names in the text that no longer mention of the model contains. */
  #found(reading: Reading, mentions: readonly EntityMention[]): EntityMention[] {
    const { text, words } = reading;
    return reading.passages.flatMap(({ start, end }) => {
      if (start === end) return [];
      const within = { start: words[start]!.start, end: words[end - 1]!.end };
      return this.#matcher!.match(text, within).flatMap(({ start, end, hits }): EntityMention[] => {
        const place = { start, end };
        if (!isRead(reading, place) || mentions.some((mention) => surrounds(mention, place))) return [];
        const types = hits.map(({ index, concept }) => this.#marked[Number(index.id(concept))]!.type!);
        const same = mentions.find((mention) => {
          const { start, end } = extent(mention);
          return start === place.start && end === place.end && types.includes(mention.type);
        });
        return [userMention(place, same?.type ?? types[0]!)];
      });
    });
  }

  /** Every occurrence of short forms that the text defines for added names. */
  #shortForms(
    reading: Reading,
    mentions: readonly EntityMention[],
    own: readonly EntityMention[],
  ): EntityMention[] {
    const { text, words, shortForms } = reading;
    const ends = new Map(own.map((mention) => [extent(mention).end, mention.type]));
    const found: EntityMention[] = [];
    for (const { short, long } of shortForms) {
      const type = ends.get(long.end);
      const form = text.slice(short.start, short.end);
      if (type === undefined || find(this.#bans, [form], type)) continue;
      for (const { start } of words) {
        const place = { start, end: start + form.length };
        if (!text.startsWith(form, start) || !isRead(reading, place) || isWithinWord(text, place)) continue;
        const isTaken = [...mentions, ...own, ...found].some((each) => overlaps(extent(each), place));
        if (!isTaken) found.push(userMention(place, type));
      }
    }
    return found;
  }
}

const userMention = (place: Span, type: string): EntityMention => ({
  spans: [place],
  type,
  concepts: [],
  origin: 'user',
});

function surrounds(mention: EntityMention, place: Span): boolean {
  const { start, end } = extent(mention);
  return start <= place.start && place.end <= end && end - start > place.end - place.start;
}

/** True where the reading holds exactly the words of a stretch: markup in its middle is not read. */
function isRead({ text, words }: Reading, { start, end }: Span): boolean {
  const first = countUntil(words, (word) => word.start >= start);
  const own = segmentWords(text, { start, end });
  return own.every((word, i) => {
    const read = words[first + i];
    return read?.start === word.start && read.end === word.end;
  });
}

/** Letters and digits that touch belong together, though they are words of their own: `CA` in `CA1`. */
const isWithinWord = (text: string, { start, end }: Span): boolean =>
  /[\p{L}\p{N}]/u.test(text[start - 1] ?? '') || /[\p{L}\p{N}]/u.test(text[end] ?? '');

/** For a name, the long form that the text defines it to stand for, where it does: the mention's wording, and the text's. */
function longFormsOf(
  { text, shortForms }: Reading,
  mentions: readonly EntityMention[],
): (name: string) => readonly string[] {
  const mentionAt = new Map(mentions.map((mention) => [extent(mention).end, mention]));
  const longForms = new Map<string, string[]>();
  for (const { short, long } of shortForms) {
    const mention = mentionAt.get(long.end);
    const names = [...(mention ? [wording(text, mention)] : []), text.slice(long.start, long.end)];
    longForms.set(nameKey(text.slice(short.start, short.end)), names);
  }
  return (name) => (longForms.size > 0 ? (longForms.get(nameKey(name)) ?? []) : []);
}

function byName(words: readonly UserWord[]): ByName {
  const named = new Map<string, UserWord[]>();
  for (const word of words) {
    const key = nameKey(word.name);
    const same = named.get(key);
    if (same) same.push(word);
    else named.set(key, [word]);
  }
  return named;
}

/** What is said of the first of some names that anything is said of. */
function find(words: ByName, names: readonly string[], type: string): UserWord | undefined {
  if (words.size === 0) return undefined;
  for (const name of names) {
    const word = words.get(nameKey(name))?.find((each) => each.type === undefined || each.type === type);
    if (word) return word;
  }
  return undefined;
}

/** @returns undefined where there is nothing to look for */
function matcherOf(words: readonly UserWord[]): DictionaryMatcher | undefined {
  if (words.length === 0) return undefined;
  const builder = new IndexBuilder();
  // A concept a word, its number as the id: several words may share a name, and their types are no matter of the index. The index sorts ids as
  // texts, and the first word shall stay the first.
  for (const [number, { name }] of words.entries())
    builder.add({ id: String(number).padStart(9, '0'), preferredName: name, synonyms: [], types: [] });
  const { bytes } = builder.build('own words');
  return new DictionaryMatcher(
    new Terminologies([new TermIndex(Uint8Array.from(bytes).buffer, 'own words')]),
  );
}
