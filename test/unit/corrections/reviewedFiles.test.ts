import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  type HeldText,
  type ReviewedFile,
  reviewedFiles,
} from '../../../server/src/corrections/reviewedFiles';
import { emptySidecar } from '../../../server/src/curation/sidecar';
import { emptyFile, saveSidecar, sidecarPath } from '../../../server/src/curation/sidecarFile';
import { files } from '../cli/shell';
import { mention } from '../curation/decided';

const ulcers = { words: 'ulcers', type: 'Disease' };
const never = (line: string) => assert.fail(line);

const decide = (path: string, text: string) =>
  saveSidecar(sidecarPath(path), emptyFile, {
    ...emptySidecar,
    decisions: [mention(text, { was: ulcers, is: ulcers })],
  });

async function read(folders: readonly string[], open: readonly HeldText[] = []): Promise<ReviewedFile[]> {
  const found: ReviewedFile[] = [];
  for await (const file of reviewedFiles(folders, 'decided', never, open)) found.push(file);
  return found;
}

test('a text is called after its place in its folder, however many folders there are', async (t) => {
  const text = 'Naproxen caused ulcers.';
  const path = files(t, { 'ward/notes/a.txt': text, 'clinic/b.txt': text });
  for (const file of ['ward/notes/a.txt', 'clinic/b.txt']) await decide(path(file), text);
  const names = (found: readonly ReviewedFile[]) => found.map(({ name, document: { id } }) => [name, id]);
  const inside = join('notes', 'a.txt');
  assert.deepEqual(names(await read([path('ward')])), [[inside, inside]]);
  assert.deepEqual(names(await read([path('ward'), path('clinic')])), [
    [inside, join('ward', inside)],
    ['b.txt', join('clinic', 'b.txt')],
  ]);
});

test('what an editor holds counts in place of the file', async (t) => {
  const saved = 'Naproxen caused ulcers.';
  const path = files(t, { 'a.txt': saved });
  await decide(path('a.txt'), saved);
  const text = 'Yesterday aspirin caused ulcers.';
  const decisions = [mention(text, { was: ulcers })];
  const [held] = await read([path('.')], [{ path: path('a.txt'), text, decisions }]);
  assert.equal(held!.document.text, text);
  assert.deepEqual(held!.decisions, decisions);
  // Where the editor does not know, those of the file are looked for in its text.
  const [found] = await read([path('.')], [{ path: path('a.txt'), text }]);
  const [again] = found!.decisions;
  assert.ok(again?.kind === 'mention');
  assert.equal(again.place.start, text.indexOf('ulcers'));
});

test('decisions that are in memory alone count, too', async (t) => {
  const text = 'Naproxen caused ulcers.';
  const path = files(t, { 'a.txt': text, 'b.txt': text, 'elsewhere/c.txt': text });
  const decisions = [mention(text, { was: ulcers })];
  const open = ['a.txt', 'elsewhere/c.txt'].map((name) => ({ path: path(name), text, decisions }));
  const found = await read([path('elsewhere')], [...open, { path: path('b.txt'), text, decisions: [] }]);
  assert.deepEqual(
    found.map(({ name }) => name),
    ['c.txt'],
  );
});

test('a corpus file is no prose, and what lies beside it is told', async (t) => {
  const text = '1|t|Naproxen and ulcers\n1|a|None.\n1\t13\t19\tulcers\tDisease\tD014456\n';
  const path = files(t, { 'corpus.pubtator': text, 'corpus.txt': text });
  for (const name of ['corpus.pubtator', 'corpus.txt']) await decide(path(name), text);
  const told: string[] = [];
  for await (const { name } of reviewedFiles([path('.')], 'decided', (line) => told.push(line)))
    assert.fail(name);
  assert.equal(told.length, 2);
  assert.match(told[0]!, /corpus\.pubtator is a corpus file/);
});
