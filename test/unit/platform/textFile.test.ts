import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from '../../../server/src/platform/textFile';

const refuses = (bytes: number[] | Buffer, message: RegExp) =>
  assert.throws(() => decodeText(Buffer.from(bytes), 'a.txt'), { message });
const text = (value: string) => [...Buffer.from(value)];

test('text comes as it stands, byte order mark, line ends and U+FFFD included', () => {
  for (const value of [
    'plain',
    '\uFEFFmarked\r\nlines\r',
    'naïve β-blocker 🙂',
    'a \uFFFD that was there before',
  ]) {
    assert.equal(decodeText(Buffer.from(value), 'a.txt'), value);
  }
});

test('what is not UTF-8 is refused with the line and the byte', () => {
  refuses(
    [...text('one\ntwo '), 0xff, ...text(' three')],
    /^a\.txt:2: byte 9 of the file is not UTF-8 text \(0xff\); save the file as UTF-8$/,
  );
  refuses([...text('\uFFFD β '), 0xc3, 0x28], /^a\.txt:1: byte 8 of the file .*\(0xc3\)/);
  refuses([...text('caf'), 0xe9], /byte 4 of the file .*\(0xe9\)/);
  refuses([...text('ok '), 0xed, 0xa0, 0x80], /byte 4 of the file .*\(half of a surrogate pair\)/);
});

test('binary files and UTF-16 are called what they are', () => {
  refuses([0x89, 0x50, 0x4e, 0x47, 0, 0], /^a\.txt is not text: byte 5 is zero; give a text file in UTF-8$/);
  refuses(
    Buffer.from('\uFEFFtext', 'utf16le'),
    /^a\.txt is UTF-16, and UTF-8 is expected; save it as UTF-8$/,
  );
});
