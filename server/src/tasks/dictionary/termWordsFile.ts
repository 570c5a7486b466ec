import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedIndexFolder, isEmbeddedIndex } from '../../terminology/embeddedIndex';
import type { TermIndex } from '../../terminology/index/termIndex';
import { countsPerWord, TermWords } from './termWords';

// What is counted of the index that comes with BioGloss lies in a file beside it: a model would wait for it at each start. All numbers are
// little-endian.
//
//   0  magic "BGWORDS1", 8 bytes        76  number of words, u32
//   8  SHA-256 of the index             80  words: hashes, u32 each in rising order; then their counts, `countsPerWord` bytes each
//   40 SHA-256 of all from byte 72 on       then the classes of the concepts, a byte each
//   72 number of concepts, u32

/** In the folder of the index. */
export const termWordsFile = 'mesh.words';

const magic = Buffer.from('BGWORDS1', 'latin1');
const indexHashAt = 8;
const ownHashAt = 40;
const conceptsAt = 72;
const wordsAt = 76;
const tablesAt = 80;

/** The file of what `TermWords.of` counts of an index. */
export function termWordsBytes(index: TermIndex, { classes, hashes, usage }: TermWords): Uint8Array {
  const bytes = Buffer.alloc(tablesAt + hashes.byteLength + usage.length + classes.length);
  magic.copy(bytes);
  bytes.write(index.sha256(), indexHashAt, 'hex');
  bytes.writeUInt32LE(classes.length, conceptsAt);
  bytes.writeUInt32LE(hashes.length, wordsAt);
  let at = tablesAt;
  for (const { buffer, byteOffset, byteLength } of [hashes, usage, classes]) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  bytes.write(hashOf(bytes), ownHashAt, 'hex');
  return bytes;
}

/** What is counted of an index, where these are its whole bytes. */
export function parseTermWords(bytes: Uint8Array, index: TermIndex): TermWords | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const hex = (at: number) => file.toString('hex', at, at + 32);
  if (file.length < tablesAt || !file.subarray(0, magic.length).equals(magic)) return undefined;
  if (hex(indexHashAt) !== index.sha256() || hex(ownHashAt) !== hashOf(file)) return undefined;
  const [concepts, words] = [file.readUInt32LE(conceptsAt), file.readUInt32LE(wordsAt)];
  const usageAt = tablesAt + 4 * words;
  const classesAt = usageAt + countsPerWord * words;
  if (concepts !== index.conceptCount || classesAt + concepts !== file.length) return undefined;
  // Not Buffers: cutting those into parts takes longer. The hashes are copied, since they have to begin at a multiple of four.
  const part = (start: number, end: number) =>
    new Uint8Array(file.buffer, file.byteOffset + start, end - start);
  const hashes = new Uint32Array(part(tablesAt, usageAt).slice().buffer);
  return new TermWords(part(classesAt, file.length), hashes, part(usageAt, classesAt));
}

/** What is counted of the index that comes with BioGloss, from the file beside it; undefined where none can be read, or none that fits. */
export function readTermWords(index: TermIndex): TermWords | undefined {
  if (!isEmbeddedIndex(index)) return undefined;
  try {
    return parseTermWords(readFileSync(join(embeddedIndexFolder(), termWordsFile)), index);
  } catch {
    return undefined;
  }
}

const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes.subarray(conceptsAt)).digest('hex');
