import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

const skip = process.platform === 'win32' ? 'Windows has classes of priority' : false;

const group = '/proc/self/autogroup';
const sessionOfThis = existsSync(group) ? readFileSync(group, 'utf8').trim() : '';

interface Priority {
  readonly threads: readonly number[];
  readonly session: string;
}

interface Told {
  readonly lowered: Priority;
  readonly raised: Priority;
}

const niceOf = (session: string) => /nice (-?\d+)$/.exec(session)?.[1];

async function started({ detached }: { detached: boolean }): Promise<Told> {
  const child = spawn(process.execPath, [join(__dirname, 'priority.worker.js')], {
    detached,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout));
}

test('a process of low priority stands back, and its session with it where that is its own, until it is to end', {
  skip,
}, async () => {
  const { lowered, raised } = await started({ detached: true });
  assert.deepEqual(lowered.threads, [19]);
  if (process.getuid?.() === 0) assert.deepEqual(raised.threads, [0]);
  if (sessionOfThis !== '') assert.deepEqual([lowered.session, raised.session].map(niceOf), ['19', '0']);
});

test('the session of whoever started it stays as it is', { skip }, async () => {
  const { lowered, raised } = await started({ detached: false });
  assert.deepEqual(lowered.threads, [19]);
  assert.deepEqual([lowered.session, raised.session], [sessionOfThis, sessionOfThis]);
});
