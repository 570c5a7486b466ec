import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { birthOf } from '../../../server/src/platform/processLife';
import type { Holder } from '../../../server/src/platform/processLock';
import { holderOf, lockRun } from '../../../server/src/runs/lock';
import { stopRun, whenAskedToStop } from '../../../server/src/runs/stop';
import { emptyFolder } from './folder';

const nobody = () => assert.fail('the lock was lost');

/** A lock keeps no process running that has nothing else to do; here there is nothing else. */
function awake(t: TestContext): void {
  const timer = setInterval(() => {}, 1_000);
  t.after(() => clearInterval(timer));
}

/** A lock of this process, and a promise of its loss. */
async function lockUntilLost(folder: string) {
  let told = () => {};
  const lost = new Promise<void>((resolve) => {
    told = resolve;
  });
  return { lock: await lockRun(folder, told), lost };
}

/** A lock as a process leaves it that could not take it away. */
const leave = (folder: string, holder: Partial<Holder>) =>
  writeFileSync(
    join(folder, 'lock.json'),
    JSON.stringify({ pid: process.pid, host: hostname(), token: 'left', ...holder }),
  );

test('one of many who want to work in a folder may, the others are told who does', async (t) => {
  const folder = emptyFolder(t);
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockRun(folder, nobody)));
  const taken = tries.filter((each) => each.status === 'fulfilled');
  assert.equal(taken.length, 1);
  for (const each of tries)
    if (each.status === 'rejected')
      assert.match(
        each.reason.message,
        new RegExp(`is being trained in by another process \\(${process.pid}\\)`),
      );
  assert.equal((await holderOf(folder))?.pid, process.pid);
  await taken[0].value.release();
  assert.equal(await holderOf(folder), undefined);
  assert.deepEqual(readdirSync(folder), []);
});

test('a lock that a dead process has left is nobody’s', async (t) => {
  const folder = emptyFolder(t);
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const pid = child.pid!;
  leave(folder, { pid, birth: birthOf(pid) });
  assert.equal((await holderOf(folder))?.pid, pid);
  await assert.rejects(lockRun(folder, nobody), new RegExp(`another process \\(${pid}\\)`));
  child.kill('SIGKILL');
  await once(child, 'close');
  assert.equal(await holderOf(folder), undefined);
  // Of many who find it one gets it.
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockRun(folder, nobody)));
  const [taken, ...more] = tries.filter((each) => each.status === 'fulfilled');
  assert.equal(more.length, 0);
  await taken.value.release();
});

const linux = {
  skip: process.platform === 'linux' ? false : 'other systems do not tell when a process started',
};

test('a lock whose number belongs to another process now is nobody’s', linux, async (t) => {
  const folder = emptyFolder(t);
  leave(folder, { birth: 'another start 17' });
  assert.equal(await holderOf(folder), undefined);
  await (await lockRun(folder, nobody)).release();
});

test('on another computer a lock counts as long as its time is set', async (t) => {
  const folder = emptyFolder(t);
  leave(folder, { host: 'elsewhere' });
  await assert.rejects(lockRun(folder, nobody), /on elsewhere\)/);
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(join(folder, 'lock.json'), longAgo, longAgo);
  assert.equal(await holderOf(folder), undefined);
});

test('the lock’s time is set while it is held, and its loss is told', async (t) => {
  const folder = emptyFolder(t);
  awake(t);
  const { lock, lost } = await lockUntilLost(folder);
  leave(folder, { token: 'somebody else' });
  await lost;
  await lock.release();
  assert.equal(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8')).token, 'somebody else');
});

test('a folder that is deleted is lost, and not made again', async (t) => {
  const folder = emptyFolder(t);
  awake(t);
  const { lock, lost } = await lockUntilLost(folder);
  rmSync(folder, { recursive: true });
  await lost;
  await lock.release();
  assert.ok(!existsSync(folder));
});

test('who holds the lock is asked to stop; a request to an earlier holder asks nobody', async (t) => {
  const folder = emptyFolder(t);
  awake(t);
  assert.equal(await stopRun(folder), false);
  writeFileSync(join(folder, 'stop'), 'an earlier one');
  const lock = await lockRun(folder, nobody);
  const asked = new Promise<void>((resolve) => {
    whenAskedToStop(folder, lock.holder, resolve);
  }).then(() => lock.release());
  const began = performance.now();
  assert.equal(await stopRun(folder), true);
  await asked;
  assert.ok(performance.now() - began < 2_000);
});

test('where no request can be written the process is told by a signal; one that cannot be reached is told of', async (t) => {
  const folder = emptyFolder(t);
  // A folder in the request's place: as on a full disk, nothing can be written there.
  mkdirSync(join(folder, 'stop', 'full'), { recursive: true });
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  t.after(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  leave(folder, { pid: child.pid!, birth: birthOf(child.pid!) });
  assert.equal(await stopRun(folder), true);
  assert.deepEqual(await ended, [null, 'SIGTERM']);
  leave(folder, { host: 'elsewhere' });
  await assert.rejects(stopRun(folder), /The training cannot be asked to stop: .*\.$/);
});

const asNobody = {
  skip: process.getuid?.() === 0 ? false : 'only root can start a process as somebody else',
};

test(
  'a lock that is nobody’s and cannot be removed, and a folder that cannot be written to, are sentences',
  asNobody,
  async (t) => {
    const folder = emptyFolder(t);
    const takenByAnother = async () => {
      const child = spawn(process.execPath, [join(__dirname, 'takesLock.worker.js'), folder], {
        uid: 65_534,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      t.after(() => child.kill('SIGKILL'));
      return (await text(child.stdout)).trim();
    };
    chmodSync(folder, 0o755);
    assert.match(await takenByAnother(), /lock\.json may not be read or written by this user\.$/);
    // Anyone may make files there, and remove none but their own.
    chmodSync(folder, 0o1777);
    assert.equal(await takenByAnother(), 'taken');
    leave(folder, { birth: 'another start 17' });
    assert.match(
      await takenByAnother(),
      /lock\.json was left by a process that is gone, and cannot be removed\. Delete it\.$/,
    );
  },
);
