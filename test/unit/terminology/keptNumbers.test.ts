import assert from 'node:assert/strict';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { packageVersion } from '../../../server/src/platform/packageVersion';
import { CandidateFinder } from '../../../server/src/terminology/candidates/candidates';
import { KeptNumbers } from '../../../server/src/terminology/candidates/keptNumbers';
import { finished } from '../../../server/src/terminology/candidates/slices';
import { WordRarity } from '../../../server/src/terminology/candidates/wordRarity';
import type { Concept } from '../../../server/src/terminology/concept';
import { indexOf } from './imported';

const concept = (id: string, preferredName: string, ...synonyms: string[]): Concept => ({
  id,
  preferredName,
  synonyms,
  types: ['Disease'],
});

const index = indexOf(
  concept('D1', 'Hypertension', 'High Blood Pressure'),
  concept('D2', 'Hypotension'),
  concept('D3', 'Neoplasms of the Liver', 'Liver Cancer'),
);

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-kept-'));
  // Something may be kept while the folder goes.
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
  return folder;
}

/** Files appear a moment after their numbers are used. */
async function filesIn(folder: string, count: number): Promise<string[]> {
  for (;;) {
    const files = readdirSync(folder).filter((file) => file.endsWith('.numbers'));
    if (files.length >= count) return files.sort();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const questions = ['hypertensions', 'liver neoplasm', 'blood presure', 'cancer of liver'];
const answers = (finder: CandidateFinder) => questions.map((name) => finder.find(name, 'Disease'));

test('tables that are read are the tables that were built', async (t) => {
  const folder = folderOf(t);
  const expected = answers(new CandidateFinder(index));
  const first = new CandidateFinder(index, { kept: new KeptNumbers(folder) });
  await first.prepare();
  assert.deepEqual(answers(first), expected);
  const files = await filesIn(folder, 4);
  assert.ok(files.every((file) => file.endsWith(`-${packageVersion()}.numbers`)));
  const written = files.map((file) => readFileSync(join(folder, file)));
  const second = new CandidateFinder(index, { kept: new KeptNumbers(folder) });
  await second.prepare();
  assert.deepEqual(answers(second), expected);
  const rarity = () => finished(WordRarity.building([index], new KeptNumbers(folder)));
  const built = rarity();
  await filesIn(folder, 5);
  assert.deepEqual(
    ['liver', 'hypertension', 'nowhere'].map((word) => rarity().of(word)),
    ['liver', 'hypertension', 'nowhere'].map((word) => built.of(word)),
  );
  assert.deepEqual(
    files.map((file) => readFileSync(join(folder, file))),
    written,
  );
});

test('numbers that another program computed, or that are damaged, are computed anew', async (t) => {
  const folder = folderOf(t);
  const expected = answers(new CandidateFinder(index));
  await new CandidateFinder(index, { kept: new KeptNumbers(folder) }).prepare();
  for (const file of await filesIn(folder, 4)) {
    const path = join(folder, file);
    const good = readFileSync(path);
    const spoil: (() => void)[] = [
      () => truncateSync(path, good.length - 1),
      () => truncateSync(path, 0),
      () =>
        writeFileSync(
          path,
          good.map((byte) => byte ^ 1),
        ),
    ];
    for (const spoilIt of spoil) {
      spoilIt();
      const finder = new CandidateFinder(index, { kept: new KeptNumbers(folder) });
      await finder.prepare();
      assert.deepEqual(answers(finder), expected, file);
      while (!readFileSync(path).equals(good)) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
});

test('a folder that cannot be made keeps nothing and stops nothing', async (t) => {
  const folder = folderOf(t);
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const finder = new CandidateFinder(index, { kept: new KeptNumbers(join(file, 'below')) });
  await finder.prepare();
  assert.deepEqual(answers(finder), answers(new CandidateFinder(index)));
});

test('what nobody has asked for in a month goes when something new is kept', async (t) => {
  const folder = folderOf(t);
  const old = ['old.numbers', 'unfinished.numbers.4711.tmp'];
  const past = new Date(Date.now() - 40 * 24 * 3_600_000);
  for (const file of [...old, 'other.txt', 'other.4711.tmp']) {
    writeFileSync(join(folder, file), '');
    utimesSync(join(folder, file), past, past);
  }
  await new CandidateFinder(index, { kept: new KeptNumbers(folder) }).prepare();
  await filesIn(folder, 4);
  const left = readdirSync(folder).filter((file) => !file.includes(packageVersion()));
  assert.deepEqual(left.sort(), ['other.4711.tmp', 'other.txt']);
});
