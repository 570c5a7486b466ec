import { qualifiedConceptId } from '../annotation/conceptId';
import type { ConceptId } from '../annotation/model';
import type { TermIndex } from './index/termIndex';
import type { ConceptRef, Terminologies } from './terminologies';

/** A concept that a person may mean by what they have typed so far. */
export interface FoundConcept extends ConceptRef {
  /** Number of the name that speaks for it within the index. */
  readonly name: number;
}

/** The letters of all names of an index in lower case, as far as they are ASCII; made when an index is first searched. */
const lowerNames = new WeakMap<TermIndex, Buffer>();

/**
 * Concepts by what a person types: an id or its beginning; a name; words that the words of a name begin with, in any order. Names that are the
 * same as the query come first, then names that begin with it, then others; preferred names before synonyms, short ones before long ones.
 * One look over all bytes of the names: some 10 ms for the embedded index.
 * @param accepts which concepts are wanted
 */
export function searchConcepts(
  terminologies: Terminologies,
  query: string,
  most: number,
  accepts: (ref: ConceptRef) => boolean = () => true,
): FoundConcept[] {
  const typed = query.trim();
  if (typed === '') return [];
  const found = new Map<ConceptId, FoundConcept>();
  const add = (each: FoundConcept) => {
    const id = each.index.id(each.concept);
    if (found.size < most && !found.has(id) && accepts(each)) found.set(id, each);
  };
  for (const each of byId(terminologies, typed, most)) add(each);
  for (const { index, concept, name } of terminologies.lookup(typed)) add({ index, concept, name });
  const ranked = terminologies.indexes.flatMap((index, order) => byWords(index, typed, order));
  for (const each of ranked.sort((a, b) => a.rank - b.rank)) add(each.found);
  return [...found.values()];
}

/** Ids that begin with the query; `D0039` is meant as MeSH writes it, `MESH:D0039`. */
function byId({ indexes }: Terminologies, typed: string, most: number): FoundConcept[] {
  if (!/^\S*\d$/.test(typed)) return [];
  const beginnings = new Set([
    typed,
    typed.toUpperCase(),
    qualifiedConceptId(typed),
    `MESH:${typed.toUpperCase()}`,
  ]);
  return indexes.flatMap((index) =>
    [...beginnings].flatMap((beginning) => {
      const first = firstIdFrom(index, beginning);
      const matching: FoundConcept[] = [];
      for (let concept = first; concept < index.conceptCount && matching.length < most; concept++) {
        if (!index.id(concept).startsWith(beginning)) break;
        matching.push({ index, concept, name: index.namesOf(concept).first });
      }
      return matching;
    }),
  );
}

function firstIdFrom(index: TermIndex, id: ConceptId): number {
  let low = 0;
  let high = index.conceptCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (index.id(middle) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Ranked {
  readonly found: FoundConcept;
  /** The less the better. */
  readonly rank: number;
}

function byWords(index: TermIndex, typed: string, order: number): Ranked[] {
  const names = namesOf(index);
  const { start } = index.nameBytes;
  const wanted = Buffer.from(typed.toLowerCase());
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .map((word) => Buffer.from(word));
  const rarest = words.reduce((longest, word) => (word.length > longest.length ? word : longest));
  const ranked: Ranked[] = [];
  let name = 0;
  for (let at = names.indexOf(rarest); at >= 0; ) {
    name = nameAt(start, at, name);
    const [from, to] = [start[name]!, start[name + 1]!];
    // The last byte of one name touches the first of the next.
    const fits = at + rarest.length <= to && words.every((word) => beginsWord(names, word, from, to));
    if (fits) {
      const concept = index.conceptOfName(name);
      const begins = names.compare(wanted, 0, wanted.length, from, Math.min(to, from + wanted.length)) === 0;
      const isWhole = begins && to - from === wanted.length;
      const likeness = isWhole ? 0 : begins ? 1 : 2;
      const rank =
        ((likeness * 4 + index.kind(name)) * 1000 + Math.min(999, to - from)) * 16 + Math.min(15, order);
      ranked.push({ found: { index, concept, name }, rank });
    }
    at = names.indexOf(rarest, fits ? to : at + 1);
  }
  return ranked;
}

function namesOf(index: TermIndex): Buffer {
  const known = lowerNames.get(index);
  if (known) return known;
  const lower = Buffer.from(index.nameBytes.text);
  for (let at = 0; at < lower.length; at++) {
    const byte = lower[at]!;
    if (byte >= 65 && byte <= 90) lower[at] = byte | 32;
  }
  lowerNames.set(index, lower);
  return lower;
}

/** The name that a byte belongs to; not before name `from`. */
function nameAt(start: Uint32Array, at: number, from: number): number {
  let low = from;
  let high = start.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (start[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** True where a word of a name begins with `beginning`. A name is short: looking at its bytes one by one is the quickest. */
function beginsWord(bytes: Buffer, beginning: Buffer, from: number, to: number): boolean {
  for (let at = from; at + beginning.length <= to; at++) {
    if (at > from && isWordByte(bytes[at - 1]!)) continue;
    let same = 0;
    while (same < beginning.length && bytes[at + same] === beginning[same]) same++;
    if (same === beginning.length) return true;
  }
  return false;
}

/** Letters and digits; bytes above 127 are parts of other letters. */
const isWordByte = (byte: number): boolean =>
  (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte > 127;
