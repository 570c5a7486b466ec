// Reads a .zip (a .vsix is one): what is in it, and its files.
// Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
import { inflateRawSync } from 'node:zlib';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;

/**
 * @param {Buffer} bytes the whole archive; without encryption and below 4 GiB
 * @returns {{ name: string, size: number, packed: number, read: () => Buffer }[]} sizes in bytes
 */
export function zipEntries(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== endMark)
    throw new Error('this is not a .zip file, or it is cut off');
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    if (bytes.readUInt32LE(at) !== entryMark)
      throw new Error(`the .zip file's directory is damaged at byte ${at}`);
    const [method, packed, size] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
    ];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      bytes.readUInt16LE(at + field),
    );
    const header = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + extraLength + commentLength;
    return { name, size, packed, read: () => contents(bytes, header, packed, method) };
  });
}

function contents(bytes, header, packed, method) {
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const stored = bytes.subarray(start, start + packed);
  if (method === 0) return stored;
  if (method === 8) return inflateRawSync(stored);
  throw new Error(`the .zip file holds an entry of compression method ${method}, and only 0 and 8 are read`);
}
