import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { knownRuns, rememberRun } from '../../../server/src/runs/knownRuns';
import { emptyFolder } from './folder';

test('a run that cannot be read hides no other and stays on the list; one that is gone does not', async (t) => {
  const folder = emptyFolder(t);
  const before = process.env.XDG_DATA_HOME;
  process.env.XDG_DATA_HOME = join(folder, 'data');
  t.after(() => {
    if (before === undefined) delete process.env.XDG_DATA_HOME;
    else process.env.XDG_DATA_HOME = before;
  });
  for (const name of ['good', 'unreadable', 'gone']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'training.json'), '{}');
    await rememberRun(join(folder, name));
  }
  const found = async () => (await knownRuns()).map((run) => run.folder);
  mkdirSync(join(folder, 'unreadable', 'log.jsonl'));
  rmSync(join(folder, 'gone'), { recursive: true });
  assert.deepEqual(await found(), [join(folder, 'good')]);
  rmSync(join(folder, 'unreadable', 'log.jsonl'), { recursive: true });
  mkdirSync(join(folder, 'gone'));
  writeFileSync(join(folder, 'gone', 'training.json'), '{}');
  assert.deepEqual((await found()).sort(), [join(folder, 'good'), join(folder, 'unreadable')]);
});
