import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { emptySidecar, type Sidecar } from '../../../server/src/curation/sidecar';
import { emptyFile, loadSidecar, saveSidecar, sidecarPath } from '../../../server/src/curation/sidecarFile';
import { files } from '../cli/shell';
import { mention } from './decided';

const text = 'Naproxen caused severe ulcers.';
const sidecar = (...words: string[]): Sidecar => ({
  ...emptySidecar,
  decisions: words.map((each) => mention(text, { is: { words: each, type: 'Disease' } })),
});
const wordsIn = async (path: string) =>
  (await loadSidecar(path)).sidecar.decisions.map(({ id }) => id).sort();

test('decisions are kept beside their document, and nothing else is left there', async (t) => {
  const document = files(t, { 'paper.txt': text })('paper.txt');
  const path = sidecarPath(document);
  assert.deepEqual(await loadSidecar(path), emptyFile);
  writeFileSync(`${path}.f00.tmp`, 'left by a process that was killed');
  await saveSidecar(path, emptyFile, sidecar('ulcers'));
  assert.deepEqual((await loadSidecar(path)).sidecar, sidecar('ulcers'));
  assert.deepEqual(readdirSync(dirname(path)).sort(), ['paper.txt', 'paper.txt.curation']);
});

test('windows that save one after the other, or at once, keep each other’s decisions', async (t) => {
  const path = sidecarPath(files(t, { 'paper.txt': text })('paper.txt'));
  await saveSidecar(path, emptyFile, sidecar('severe'));
  const base = await loadSidecar(path);
  await Promise.all(
    ['Naproxen', 'caused', 'ulcers'].map((words) => saveSidecar(path, base, sidecar('severe', words))),
  );
  assert.deepEqual(await wordsIn(path), ['Naproxen', 'caused', 'severe', 'ulcers']);
  const now = await saveSidecar(path, base, sidecar());
  assert.deepEqual(now.sidecar.decisions.map(({ id }) => id).sort(), ['Naproxen', 'caused', 'ulcers']);
});

test('what is no sidecar is never overwritten', async (t) => {
  const path = files(t, { 'paper.txt.curation': 'my notes' })('paper.txt.curation');
  await assert.rejects(saveSidecar(path, emptyFile, sidecar('ulcers')), /:1: this is no sidecar/);
  assert.equal(readFileSync(path, 'utf8'), 'my notes');
});

test('a folder that cannot be written to is told in a sentence', async (t) => {
  const path = files(t, { file: '' })('file/paper.txt.curation');
  await assert.rejects(
    saveSidecar(path, emptyFile, sidecar('ulcers')),
    /lies in something that is not a folder\. Nothing was written; the decisions are only in memory\.$/,
  );
});
