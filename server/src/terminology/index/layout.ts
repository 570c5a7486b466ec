import type { Source } from '../concept';

// A compiled index is one file: a header, a table of sections, and the sections, each a flat little-endian array at a multiple of 8.
//
//   0  magic "BGTERMS" and the layout's version, 8 bytes      16  checksum of all that follows byte 24
//   8  length of the file, u32                                 20  number of concepts, u32
//   12 number of sections, u32                                 24  sections: offset u32, bytes u32 each; then the sections themselves
//
// A program maps arrays over the bytes and is ready; only `meta`, some hundred bytes of JSON, is parsed.

export const magicName = 'BGTERMS';
export const magic = `${magicName}1`;
export const tableAt = 24;

/** Where a name comes from; smaller counts more. */
export const NameKind = { preferred: 0, synonym: 1, loose: 2 } as const;
export type NameKind = (typeof NameKind)[keyof typeof NameKind];

/** The sections in order, with the type of their elements. Numbers of names and concepts are places in these arrays. */
export const sections = {
  /** `Meta` as JSON. */
  meta: Uint8Array,
  /** UTF-8 of all names, those of one concept together, the preferred one first. */
  nameText: Uint8Array,
  /** [names + 1] byte where each name starts in `nameText`. */
  nameStart: Uint32Array,
  /** [names] a `NameKind` each. */
  nameKind: Uint8Array,
  /** [concepts + 1] first name of each concept. Concepts are sorted by id, in code units. */
  firstName: Uint32Array,
  /** [concepts] place in `meta.typeSets`. */
  typeSet: Uint8Array,
  /** [concepts] 1 + place in `meta.idPrefixes`; 0 where `idNumber` is a place in `idStart`. */
  idPrefix: Uint16Array,
  /** [concepts] the number behind the prefix. */
  idNumber: Uint32Array,
  /** Ids that are no prefix and number, as UTF-8, with [ids + 1] starts. */
  idText: Uint8Array,
  idStart: Uint32Array,
  /** [buckets + 1] first entry of each bucket; a key's bucket is its hash modulo their number, a power of two. */
  bucketStart: Uint32Array,
  /** [names] names by bucket. */
  bucketName: Uint32Array,
  /** [names] the top eight bits of each entry's hash, which spare most comparisons with the text. */
  bucketMark: Uint8Array,
  /** Bloom filter over the beginnings of keys that end with a word, two places each: where a text cannot go on to any name. */
  prefixBits: Uint32Array,
  /** Tree numbers, cross-references (both joined with |) and notes; starts [concepts + 1], empty where no concept has any. */
  treeText: Uint8Array,
  treeStart: Uint32Array,
  xrefText: Uint8Array,
  xrefStart: Uint32Array,
  noteText: Uint8Array,
  noteStart: Uint32Array,
} as const;

export type SectionName = keyof typeof sections;
/** The array of a section's elements. */
type Elements<Type> = Type extends Uint8ArrayConstructor
  ? Uint8Array
  : Type extends Uint16ArrayConstructor
    ? Uint16Array
    : Uint32Array;
export type Sections = { readonly [Name in SectionName]: Elements<(typeof sections)[Name]> };
export const sectionNames = Object.keys(sections) as SectionName[];

export interface Meta {
  /** What the person calls it. */
  readonly name: string;
  readonly sources: readonly Source[];
  readonly typeSets: readonly (readonly string[])[];
  /** `["MESH:D", 6]`: the number has at least six digits. */
  readonly idPrefixes: readonly (readonly [text: string, width: number])[];
}

/** Sum over 32-bit words that tells a damaged file; no protection against someone who wants to deceive. */
export function checksum(words: Uint32Array): number {
  let sum = 0x811c9dc5 | 0;
  for (let i = 0; i < words.length; i++) {
    sum = Math.imul(sum ^ words[i]!, 0x01000193);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}
