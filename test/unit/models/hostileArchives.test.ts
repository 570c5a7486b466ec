import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { importModel } from '../../../server/src/models/importModel';
import { unpack } from '../../../server/src/models/unpack';
import { type ZipEntry, zipFile } from '../../support/zipFile';

/** A folder of models with a file beside it that nobody may touch, and an archive. */
function place(t: TestContext, archive: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-hostile-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const models = join(folder, 'models');
  mkdirSync(models);
  writeFileSync(join(folder, 'precious.txt'), 'mine');
  writeFileSync(join(folder, 'model.zip'), archive);
  return { folder, models, from: join(folder, 'model.zip') };
}

const config = { name: 'config.json', content: '{"format":"biogloss-model/1"}' };
const symbolicLink = 0o120777;

const cases: [what: string, archive: () => Buffer, sentence: RegExp][] = [
  [
    'a way out',
    () => zipFile([config, { name: '../precious.txt', content: 'yours' }]),
    /holds "\.\.\/precious\.txt", and its name leads out of the folder\.$/,
  ],
  [
    'a way out below a folder',
    () =>
      zipFile([
        { name: 'm/config.json', content: '{}' },
        { name: 'm/../../precious.txt', content: 'yours' },
      ]),
    /leads out of the folder/,
  ],
  [
    'an absolute name',
    () => zipFile([config, { name: '/tmp/precious.txt', content: 'yours' }]),
    /leads out of the folder/,
  ],
  [
    'a way out for Windows',
    () => zipFile([config, { name: '..\\precious.txt', content: 'yours' }]),
    /not every system allows/,
  ],
  [
    'a drive',
    () => zipFile([config, { name: 'C:precious.txt', content: 'yours' }]),
    /not every system allows/,
  ],
  ['a device', () => zipFile([config, { name: 'aux.txt', content: 'x' }]), /Windows has no such name/],
  [
    'a symbolic link',
    () => zipFile([config, { name: 'words.txt', content: '../precious.txt', mode: symbolicLink }]),
    /that is a link or a device, not a file\.$/,
  ],
  [
    'two files of one name',
    () => zipFile([config, { name: 'Words.txt', content: 'a' }, { name: 'words.txt', content: 'b' }]),
    /there is another file of this name/,
  ],
  [
    'a program',
    () => zipFile([config, { name: 'setup.sh', content: 'rm -rf /' }]),
    /holds "setup\.sh", and it is no file of a model\.$/,
  ],
  [
    'a name that hides',
    () => zipFile([config, { name: 'a\u202etxt.json', content: '{}' }]),
    /not every system allows/,
  ],
  [
    'a bomb',
    () => zipFile([config, { name: 'words.txt', content: Buffer.alloc(50_000_000) }]),
    /bytes would become more than \d+, which no model does\.$/,
  ],
  [
    'a bomb that says it is small',
    () => zipFile([config, { name: 'words.txt', content: Buffer.alloc(50_000_000), told: 1000 }]),
    /is damaged: .*too many bytes/,
  ],
  [
    'a thousand files',
    () => zipFile(Array.from({ length: 1000 }, (_, i): ZipEntry => ({ name: `${i}.txt`, content: '' }))),
    /holds more than 200 files/,
  ],
  ['an encrypted file', () => zipFile([{ ...config, flags: 0x801 }]), /it is encrypted/],
  [
    'a wrong checksum',
    () => zipFile([{ ...config, crc: 1 }]),
    /is damaged: the checksum of "config\.json" is wrong\.$/,
  ],
  ['cut off at the end', () => zipFile([config]).subarray(0, -30), /is no \.zip file, or its end is missing/],
  ['cut off at the beginning', () => zipFile([config]).subarray(40), /is damaged|its end is missing/],
  ['no archive', () => Buffer.from('BIOGLOSS'), /is no \.zip file/],
  ['nothing', () => Buffer.alloc(0), /is no \.zip file/],
  [
    'no model',
    () => zipFile([{ name: 'README.md', content: '# hello' }]),
    /This model is not taken in: .* is not a model: it has no config\.json/,
  ],
  [
    'half a model',
    () => zipFile([config]),
    /This model is not taken in: .*config\.json cannot be used: "name" is wrong/,
  ],
];

for (const [what, archive, sentence] of cases)
  test(`an archive with ${what} is a sentence; nothing is touched`, async (t) => {
    const { folder, models, from } = place(t, archive());
    const started = performance.now();
    await assert.rejects(importModel({ from, models }), (error: Error) => {
      assert.match(error.message, sentence);
      assert.doesNotMatch(error.message, /\.coming-/);
      return true;
    });
    assert.ok(performance.now() - started < 2_000);
    assert.deepEqual(readdirSync(models), []);
    assert.deepEqual(readdirSync(folder).sort(), ['model.zip', 'models', 'precious.txt']);
    assert.equal(readFileSync(join(folder, 'precious.txt'), 'utf8'), 'mine');
    assert.ok(!existsSync('/tmp/precious.txt'));
  });

test('what the disk refuses is not said of the archive', async (t) => {
  const { folder, from } = place(t, zipFile([config]));
  await assert.rejects(
    unpack(from, join(folder, 'precious.txt')),
    ({ message }: Error) => message.includes('precious.txt') && !/damaged/.test(message),
  );
});
