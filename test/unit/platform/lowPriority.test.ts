import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

const skip = process.platform === 'win32' ? 'Windows has classes of priority' : false;

const group = '/proc/self/autogroup';
const sessionOfThis = existsSync(group) ? readFileSync(group, 'utf8').trim() : '';

interface Told {
  readonly process: number;
  readonly session: string;
  readonly raised: string;
}

const niceOf = (session: string) => /nice (-?\d+)$/.exec(session)?.[1];

async function lowered({ detached }: { detached: boolean }): Promise<Told> {
  const child = spawn(process.execPath, [join(__dirname, 'priority.worker.js')], {
    detached,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout));
}

test('a process of low priority stands back, and its session with it where that is its own, until it is to end', {
  skip,
}, async () => {
  const own = await lowered({ detached: true });
  assert.equal(own.process, 19);
  if (sessionOfThis !== '') assert.deepEqual([own.session, own.raised].map(niceOf), ['19', '0']);
});

test('the session of whoever started it stays as it is', { skip }, async () => {
  const { process, session } = await lowered({ detached: false });
  assert.equal(process, 19);
  assert.equal(session, sessionOfThis);
});
