import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { launchRun } from '../../../server/src/runs/launch';
import { RunFolder } from '../../../server/src/training/runFolder';
import { emptyFolder } from '../runs/folder';

const foreign: [name: string, write: (path: string) => void][] = [
  [
    'words',
    (path) => {
      mkdirSync(path);
      writeFileSync(join(path, 'notes.txt'), 'mine');
    },
  ],
  ['linking', (path) => mkdirSync(path)],
  ['log.jsonl', (path) => writeFileSync(path, '{"request":"GET /"}\n')],
  ['run.json', (path) => writeFileSync(path, '{"distance":5000}')],
  ['order.json', (path) => writeFileSync(path, '{"pizza":2}')],
  ['evaluation.json', (path) => writeFileSync(path, '{}')],
];

for (const [name, write] of foreign)
  test(`a folder with a "${name}" of somebody else's is refused, and stays as it is`, async (t) => {
    const folder = emptyFolder(t);
    write(join(folder, name));
    const before = everything(folder);
    const refused = { message: new RegExp(`no run folder, but has "${name}"`) };
    await assert.rejects(RunFolder.take({ out: folder }), refused);
    await assert.rejects(launchRun('no worker is needed', folder, { train: [] }), refused);
    assert.deepEqual(everything(folder), before);
  });

test('a run that failed before it was prepared leaves nothing, and the folder can be taken again', async (t) => {
  const folder = emptyFolder(t);
  writeFileSync(join(folder, 'mine.txt'), 'stays');
  for (let attempt = 0; attempt < 2; attempt++) {
    const run = await RunFolder.take({ out: folder });
    await run.end(new Error('a mistake in the order'));
    assert.deepEqual(readdirSync(folder), ['mine.txt']);
  }
});

const everything = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path, contentOf(path)]);

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return 'a folder';
  }
}
