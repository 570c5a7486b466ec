import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Workbench } from '../../../server/src/lsp/commands/command';
import { followTraining } from '../../../server/src/lsp/commands/trainings';
import { emptyFolder } from '../runs/folder';

test('a run that is followed and cannot be asked to stop is a line in the log, and ends no server', async (t) => {
  const folder = emptyFolder(t);
  const elsewhere = { pid: 1, host: 'elsewhere', token: 'its own' };
  writeFileSync(join(folder, 'lock.json'), JSON.stringify(elsewhere));
  // A folder in the request's place: as on a full disk, nothing can be written there.
  mkdirSync(join(folder, 'stop', 'full'), { recursive: true });
  const cancelled = new Error('cancelled');
  const signal = AbortSignal.abort(cancelled);
  const logged = new Promise<string>((log, rejected) => {
    const workbench = { log } as Pick<Workbench, 'log'> as Workbench;
    const args = { out: pathToFileURL(folder).href };
    assert
      .rejects(followTraining.execute(args, workbench, { signal, progress: () => {} }), cancelled)
      .catch(rejected);
  });
  assert.match(await logged, /^The training cannot be asked to stop: /);
});
