/**
 * The table of contents of a ZIP file whose members are stored as they are, as `torch.save` writes them: the place of each.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16
 */

import type { FileHandle } from 'node:fs/promises';
import { readPart } from '../filePart';
import { quoted } from '../quoted';

export interface ZipMember {
  /** Of its header, which stands in front of its bytes. */
  readonly header: number;
  readonly length: number;
}

const signature = { member: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50 };
const endLength = 22;
/** What stands behind the table, of at most this length, ends with a comment. */
const longestEnd = 65_535 + endLength;
const longestTable = 4 * 2 ** 20;

/** @throws Error with half a sentence */
export async function readZip(file: FileHandle, size: number): Promise<Map<string, ZipMember>> {
  const { from, length } = await tablePlace(file, size);
  if (from + length > size) throw new Error('its table of contents lies outside of it');
  if (length > longestTable) throw new Error(`its table of contents has ${length} bytes`);
  const table = await readPart(file, from, length);
  const view = new DataView(table.buffer);
  const members = new Map<string, ZipMember>();
  for (let at = 0; at + 46 <= length && view.getUint32(at, true) === signature.entry; ) {
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const nameEnd = at + 46 + nameLength;
    if (nameEnd + extraLength > length) throw new Error('its table of contents is cut off');
    const name = new TextDecoder().decode(table.subarray(at + 46, nameEnd));
    const [stored, packed] = [view.getUint32(at + 24, true), view.getUint32(at + 20, true)];
    const header = view.getUint32(at + 42, true);
    const wide = wideNumbers(new DataView(table.buffer, nameEnd, extraLength), [stored, packed, header]);
    if (view.getUint16(at + 10, true) !== 0 || wide[0] !== wide[1])
      throw new Error(`its part ${quoted(name)} is compressed, which PyTorch never does`);
    if (wide[2] + 30 + wide[0] > size) throw new Error(`its part ${quoted(name)} is longer than the file`);
    members.set(name, { header: wide[2], length: wide[0] });
    at = nameEnd + extraLength + view.getUint16(at + 32, true);
  }
  return members;
}

/** Where a member's bytes begin. @throws Error with half a sentence */
export async function memberStart(file: FileHandle, { header }: ZipMember): Promise<number> {
  const view = new DataView((await readPart(file, header, 30)).buffer);
  if (view.getUint32(0, true) !== signature.member)
    throw new Error('a part is not where its table of contents says');
  return header + 30 + view.getUint16(26, true) + view.getUint16(28, true);
}

async function tablePlace(file: FileHandle, size: number): Promise<{ from: number; length: number }> {
  const tailLength = Math.min(size, longestEnd);
  const tail = await readPart(file, size - tailLength, tailLength);
  const view = new DataView(tail.buffer);
  let end = tailLength - endLength;
  while (end >= 0 && view.getUint32(end, true) !== signature.end) end--;
  if (end < 0) throw new Error('it has no end');
  const [length, from] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (from !== 0xffffffff && length !== 0xffffffff) return { from, length };
  const locator = end - 20;
  if (locator < 0) throw new Error('its table of contents is nowhere');
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > size) throw new Error('its table of contents lies outside of it');
  const wide = new DataView((await readPart(file, at, 56)).buffer);
  if (wide.getUint32(0, true) !== signature.end64) throw new Error('its table of contents is nowhere');
  return { length: Number(wide.getBigUint64(40, true)), from: Number(wide.getBigUint64(48, true)) };
}

/** Numbers that need more than 32 bits stand in an extra field, in order; in their place is the largest number. */
function wideNumbers(extra: DataView, narrow: readonly number[]): number[] {
  if (!narrow.includes(0xffffffff)) return [...narrow];
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    return narrow.map((number) => {
      if (number !== 0xffffffff || next + 8 > extra.byteLength) return number;
      next += 8;
      return Number(extra.getBigUint64(next - 8, true));
    });
  }
  return [...narrow];
}
