import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { RunLog } from '../../../server/src/training/runLog';
import type { TrainingEvent } from '../../../server/src/training/trainingEvent';

const folder = mkdtempSync(join(tmpdir(), 'biogloss-log-'));
after(() => rmSync(folder, { recursive: true }));

const step = (number: number): TrainingEvent => ({
  type: 'pretraining',
  step: number,
  steps: 2,
  loss: 1,
  rate: 1e-3,
  words: 100,
  seconds: 1.5,
});

test('a resumed run goes on in the same file, a new one does not', async () => {
  for (const [goesOn, lines] of [
    [false, 1],
    [true, 2],
    [false, 1],
  ] as const) {
    const log = await RunLog.open(folder, goesOn);
    log.write(step(1));
    log.close();
    assert.equal(log.seconds, 1.5 * lines);
    assert.equal(readFileSync(join(folder, 'log.jsonl'), 'utf8').trim().split('\n').length, lines);
  }
});

const full = { skip: process.platform === 'linux' ? false : 'needs /dev/full, a disk without room' };

test('a full disk is told at the end and ends no process before', full, async () => {
  rmSync(join(folder, 'log.jsonl'));
  symlinkSync('/dev/full', join(folder, 'log.jsonl'));
  const log = await RunLog.open(folder, false);
  log.write(step(1));
  log.write(step(2));
  assert.throws(() => log.close(), /ENOSPC/);
});
