import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
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
  assert.throws(() => log.close(), { message: /log\.jsonl could not be written: the disk is full\.$/ });
});

const shell = { skip: existsSync('/bin/sh') ? false : 'needs a shell that bounds the size of files' };

test(
  'a line that there is no room for takes no later one with it, and hides no other failure',
  shell,
  async () => {
    const lines = Array.from({ length: 30 }, (_, line) => `no|such|format ${line}`);
    writeFileSync(join(folder, 'broken.txt'), `1|t|Naproxen\n${lines.join('\n')}\n`);
    const bounded = ['-c', 'ulimit -S -f 1; exec "$@"', 'sh', process.execPath];
    const child = spawn('/bin/sh', [...bounded, join(__dirname, 'withoutRoom.worker.js'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const told = JSON.parse(await text(child.stdout));
    assert.deepEqual(told.events, ['there is room again']);
    assert.match(told.failure, /broken\.txt cannot be used as a corpus/);
  },
);
