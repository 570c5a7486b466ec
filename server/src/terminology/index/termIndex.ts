import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ConceptId } from '../../annotation/model';
import { Failure } from '../../platform/failure';
import type { Concept } from '../concept';
import { keyHash, secondPlace } from '../names/hash';
import { nameKey } from '../names/nameKey';
import { type Meta, magicName, NameKind, type Sections } from './layout';
import { readSections } from './read';

/** A name that was found: `concept` and `name` are numbers within the index. */
export interface NameHit {
  readonly concept: number;
  readonly name: number;
  readonly kind: NameKind;
}

/** No index that fits the memory of an editor is larger. */
const mostBytes = 2 ** 31 - 1;

/** A compiled terminology, read in one call and not parsed. Concepts and names are numbers from 0; strings are made when they are asked for. */
export class TermIndex {
  readonly meta: Meta;
  readonly conceptCount: number;
  readonly nameCount: number;
  #sha256: string | undefined;
  readonly #bytes: ArrayBuffer;
  readonly #all: Sections;
  // Buffers are made once: making one takes longer than reading a short string from it.
  readonly #nameText: Buffer;
  readonly #idText: Buffer;
  readonly #treeText: Buffer;
  readonly #xrefText: Buffer;
  readonly #bucketMask: number;
  readonly #prefixMask: number;
  readonly #conceptsByTree = new Map<string, number>();
  readonly #conceptsByXref = new Map<ConceptId, number>();
  #conceptOfEachName: Uint32Array | undefined;

  /**
   * @param compiled SHA-256 that the index had when it was compiled, where that is known: with it no number in it needs to be checked
   * @throws Failure with one sentence that begins with `file` where the bytes are no index
   */
  constructor(buffer: ArrayBuffer, file: string, compiled?: string) {
    this.#bytes = buffer;
    const isWhole = compiled !== undefined && compiled === this.sha256();
    const { meta, sections, concepts } = readSections(buffer, file, isWhole);
    this.meta = meta;
    this.#all = sections;
    this.conceptCount = concepts;
    this.nameCount = sections.nameKind.length;
    this.#nameText = asBuffer(sections.nameText);
    this.#idText = asBuffer(sections.idText);
    this.#treeText = asBuffer(sections.treeText);
    this.#xrefText = asBuffer(sections.xrefText);
    this.#bucketMask = sections.bucketStart.length - 2;
    this.#prefixMask = sections.prefixBits.length * 32 - 1;
  }

  /**
   * @param compiled as in the constructor
   * @throws Failure where there is no such file, or it is no index
   */
  static open(path: string, compiled?: string): TermIndex {
    return new TermIndex(readWhole(path), path, compiled);
  }

  /** SHA-256 of the file in hexadecimal digits, as `sha256sum` prints it: some milliseconds the first time. */
  sha256(): string {
    this.#sha256 ??= createHash('sha256').update(new Uint8Array(this.#bytes)).digest('hex');
    return this.#sha256;
  }

  id(concept: number): ConceptId {
    const { idPrefix, idNumber, idStart } = this.#all;
    const number = idNumber[concept]!;
    const place = idPrefix[concept]!;
    if (place === 0) return textAt(this.#idText, idStart, number);
    const [prefix, width] = this.meta.idPrefixes[place - 1]!;
    return prefix + String(number).padStart(width, '0');
  }

  /** The concept of an id as the terminology writes it (`MESH:D003920`), or -1. */
  find(id: ConceptId): number {
    let low = 0;
    let high = this.conceptCount - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const order = this.#compareId(middle, id);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Below 0 where the concept's id stands before `id`, 0 where it is `id`. Its string is made only where the prefix does not tell. */
  #compareId(concept: number, id: ConceptId): number {
    const place = this.#all.idPrefix[concept]!;
    if (place > 0) {
      const [prefix, width] = this.meta.idPrefixes[place - 1]!;
      if (!id.startsWith(prefix)) return prefix < id ? -1 : 1;
      const number = id.length === prefix.length + width ? digitsFrom(id, prefix.length) : -1;
      if (number >= 0) return this.#all.idNumber[concept]! - number;
    }
    const own = this.id(concept);
    return own === id ? 0 : own < id ? -1 : 1;
  }

  types(concept: number): readonly string[] {
    return this.meta.typeSets[this.#all.typeSet[concept]!]!;
  }

  name(name: number): string {
    return textAt(this.#nameText, this.#all.nameStart, name);
  }

  /** All names as the file holds them: UTF-8, one behind the other, name `n` from byte `start[n]` up to, without, `start[n + 1]`. */
  get nameBytes(): { readonly text: Uint8Array; readonly start: Uint32Array } {
    return { text: this.#all.nameText, start: this.#all.nameStart };
  }

  kind(name: number): NameKind {
    return this.#all.nameKind[name] as NameKind;
  }

  /** Numbers of a concept's names: from `first` up to, without, `end`. The preferred name is the first. */
  namesOf(concept: number): { first: number; end: number } {
    return { first: this.#all.firstName[concept]!, end: this.#all.firstName[concept + 1]! };
  }

  conceptOfName(name: number): number {
    return lastUpTo(this.#all.firstName, name);
  }

  /** `conceptOfName` of all names, for those who ask for thousands at a time: half a megabyte for 125,000 names, made when it is first asked for. */
  get conceptOfEachName(): Uint32Array {
    this.#conceptOfEachName ??= rowsOf(this.#all.firstName);
    return this.#conceptOfEachName;
  }

  preferredName(concept: number): string {
    return this.name(this.#all.firstName[concept]!);
  }

  treeNumbers(concept: number): string[] {
    return listAt(this.#treeText, this.#all.treeStart, concept);
  }

  xrefs(concept: number): string[] {
    return listAt(this.#xrefText, this.#all.xrefStart, concept);
  }

  scopeNote(concept: number): string | undefined {
    return this.#all.noteStart.length === 0
      ? undefined
      : textAt(asBuffer(this.#all.noteText), this.#all.noteStart, concept) || undefined;
  }

  /** All that is known of a concept. Of names that differ only in what keys ignore, the index holds one. */
  concept(concept: number): Concept {
    const { first, end } = this.namesOf(concept);
    const synonyms: string[] = [];
    const looseNames: string[] = [];
    for (let name = first + 1; name < end; name++)
      (this.kind(name) === NameKind.loose ? looseNames : synonyms).push(this.name(name));
    const treeNumbers = this.treeNumbers(concept);
    const xrefs = this.xrefs(concept);
    const scopeNote = this.scopeNote(concept);
    return {
      id: this.id(concept),
      preferredName: this.preferredName(concept),
      synonyms,
      types: this.types(concept),
      ...(looseNames.length > 0 && { looseNames }),
      ...(treeNumbers.length > 0 && { treeNumbers }),
      ...(xrefs.length > 0 && { xrefs }),
      ...(scopeNote !== undefined && { scopeNote }),
    };
  }

  /** The concept at a place of the hierarchy, or -1. Places are searched for in the text of all of them: a millisecond, once for each. */
  conceptAtTree(treeNumber: string): number {
    let concept = this.#conceptsByTree.get(treeNumber);
    if (concept === undefined) {
      concept = rowWith(this.#treeText, this.#all.treeStart, treeNumber);
      this.#conceptsByTree.set(treeNumber, concept);
    }
    return concept;
  }

  /** The first concept that is said to be the same as another terminology's, or -1. Found as places of the hierarchy are. */
  conceptWithXref(id: ConceptId): number {
    let concept = this.#conceptsByXref.get(id);
    if (concept === undefined) {
      concept = rowWith(this.#xrefText, this.#all.xrefStart, id);
      this.#conceptsByXref.set(id, concept);
    }
    return concept;
  }

  /** Names with the same key as `name`, in order of their concepts' ids. */
  lookup(name: string): NameHit[] {
    const key = nameKey(name);
    return key === '' ? [] : this.lookupKey(key);
  }

  /** @param key what `nameKey` gives @param hash its `keyHash`, where it is known */
  lookupKey(key: string, hash: number = keyHash(key)): NameHit[] {
    const { bucketStart, bucketName, bucketMark } = this.#all;
    const bucket = hash & this.#bucketMask;
    const mark = hash >>> 24;
    const hits: NameHit[] = [];
    for (let entry = bucketStart[bucket]!; entry < bucketStart[bucket + 1]!; entry++) {
      if (bucketMark[entry] !== mark) continue;
      const name = bucketName[entry]!;
      if (nameKey(this.name(name)) === key)
        hits.push({ concept: this.conceptOfName(name), name, kind: this.kind(name) });
    }
    return hits;
  }

  /** False where surely no name has a key with this hash; true where one may have. */
  mayHold(hash: number): boolean {
    const { bucketStart, bucketMark } = this.#all;
    const bucket = hash & this.#bucketMask;
    const mark = hash >>> 24;
    for (let entry = bucketStart[bucket]!; entry < bucketStart[bucket + 1]!; entry++)
      if (bucketMark[entry] === mark) return true;
    return false;
  }

  /** False where surely no key goes on after words with this hash (`mixHash`); true where one may. */
  mayContinue(hash: number): boolean {
    const bits = this.#all.prefixBits;
    const first = hash & this.#prefixMask;
    const second = secondPlace(hash) & this.#prefixMask;
    return ((bits[first >>> 5]! >>> (first & 31)) & (bits[second >>> 5]! >>> (second & 31)) & 1) === 1;
  }
}

const dot = '.'.charCodeAt(0);
const bar = '|'.charCodeAt(0);

/** The number that a text's digits from `start` on say, or -1 where not all of them are digits. */
function digitsFrom(text: string, start: number): number {
  let number = 0;
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** For each thing of all rows the row that holds it. @param start rises from 0; the last one closes the last row */
function rowsOf(start: Uint32Array): Uint32Array {
  const rows = new Uint32Array(start.at(-1)!);
  for (let row = 0, at = 0; at < rows.length; row++) while (at < start[row + 1]!) rows[at++] = row;
  return rows;
}

/** The last row whose start is not above a value. @param start rises from 0; the last one closes the last row */
function lastUpTo(start: Uint32Array, value: number): number {
  let low = 0;
  let high = start.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (start[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const textAt = (text: Buffer, start: Uint32Array, at: number): string =>
  text.toString('utf8', start[at]!, start[at + 1]!);

function listAt(text: Buffer, start: Uint32Array, at: number): string[] {
  if (start.length === 0 || start[at] === start[at + 1]) return [];
  return textAt(text, start, at).split('|');
}

/** The first row of lists whose list has `item`, or -1. */
function rowWith(text: Buffer, start: Uint32Array, item: string): number {
  if (start.length === 0 || item === '') return -1;
  const length = Buffer.byteLength(item);
  for (let at = text.indexOf(item); at >= 0; at = text.indexOf(item, at + 1)) {
    // Most finds in a hierarchy are places below the one that is wanted.
    if (text[at + length] === dot) continue;
    const row = lastUpTo(start, at);
    const begins = at === start[row] || text[at - 1] === bar;
    const ends = at + length === start[row + 1] || text[at + length] === bar;
    if (begins && ends) return row;
  }
  return -1;
}

/** True for a file that is, or once was, an index of any version. @throws the file system's error where it cannot be read */
export function beginsAsIndex(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const begins = Buffer.alloc(magicName.length);
    readSync(file, begins, 0, begins.length, 0);
    return begins.toString('latin1') === magicName;
  } finally {
    closeSync(file);
  }
}

/** A buffer of its own, since arrays are laid over it from its first byte. */
function readWhole(path: string): ArrayBuffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(
      code === 'ENOENT' ? `there is no ${path}` : `${path} cannot be read (${code}); check its permissions`,
    );
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new Failure(`${path} is not a file; the index of a terminology was expected`);
    if (status.size > mostBytes)
      throw new Failure(`${path} has ${status.size} bytes, more than an index may have`);
    const buffer = new ArrayBuffer(status.size);
    const bytes = new Uint8Array(buffer);
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(file, bytes, filled, bytes.length - filled, null);
      if (count === 0) throw new Failure(`${path} became shorter while it was read; try again`);
      filled += count;
    }
    return buffer;
  } finally {
    closeSync(file);
  }
}
