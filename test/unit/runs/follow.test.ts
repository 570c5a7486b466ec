import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { followRun, type RunListener } from '../../../server/src/runs/followRun';
import { lockRun } from '../../../server/src/runs/lock';
import { LogReader } from '../../../server/src/runs/logReader';
import type { LoggedEvent } from '../../../server/src/runs/runEvent';
import { readRun } from '../../../server/src/runs/runState';
import type { RunState } from '../../../server/src/runs/state';
import { emptyFolder } from './folder';

const note = (text: string) =>
  `${JSON.stringify({ time: '2026-01-01T00:00:00.000Z', type: 'note', text })}\n`;
const texts = (events: readonly LoggedEvent[]) =>
  events.map((event) => (event.type === 'note' ? event.text : event.type));

test('a log is read as it grows: whole lines, each once, whatever a crash tore apart', async (t) => {
  const path = join(emptyFolder(t), 'log.jsonl');
  const log = new LogReader(path);
  assert.deepEqual(await log.read(), { events: [], again: false });
  writeFileSync(path, note('first'));
  assert.deepEqual(texts((await log.read()).events), ['first']);
  const second = Buffer.from(note('zwölf 🙂'));
  appendFileSync(path, second.subarray(0, second.length - 7));
  assert.deepEqual((await log.read()).events, []);
  appendFileSync(path, second.subarray(second.length - 7));
  assert.deepEqual(texts((await log.read()).events), ['zwölf 🙂']);
  appendFileSync(path, `{"type":"no${'\n'}null\n${note('third')}`);
  assert.deepEqual(texts((await log.read()).events), ['third']);
  writeFileSync(path, note('another run'));
  const { events, again } = await log.read();
  assert.deepEqual([texts(events), again], [['another run'], true]);
});

/** Follows a folder; gives the texts of the events, and waits for a state. */
function following(t: TestContext, folder: string) {
  const seen: string[] = [];
  const states: (RunState | undefined)[] = [];
  let look = () => {};
  const listener: RunListener = {
    events: (events) => seen.push(...texts(events)),
    state: (state) => {
      states.push(state);
      look();
    },
  };
  t.after(followRun(folder, listener));
  const until = (holds: (state: RunState | undefined) => boolean) =>
    new Promise<RunState | undefined>((resolve) => {
      look = () => {
        if (states.length > 0 && holds(states.at(-1))) resolve(states.at(-1));
      };
      look();
    });
  return { seen, until };
}

test('a run is followed over its end: no run, at work, dead, resumed, done', {
  timeout: 30_000,
}, async (t) => {
  const folder = emptyFolder(t);
  const { seen, until } = following(t, folder);
  await until((state) => state === undefined);
  const first = await lockRun(folder, () => {});
  writeFileSync(join(folder, 'log.jsonl'), note('learning'));
  writeFileSync(join(folder, 'training.json'), '{}');
  await until((state) => state?.state === 'running' && seen.length === 1);
  await first.release();
  const dead = await until((state) => state?.state === 'died');
  assert.equal(dead?.resumable, true);
  const second = await lockRun(folder, () => {});
  appendFileSync(join(folder, 'log.jsonl'), note('going on'));
  await until((state) => state?.state === 'running' && seen.length === 2);
  appendFileSync(join(folder, 'log.jsonl'), '{"type":"end","how":"done"}\n');
  await second.release();
  const done = await until((state) => state?.state === 'done');
  assert.equal(done?.resumable, false);
  assert.deepEqual(seen, ['learning', 'going on', 'end']);
});

test('a log that cannot be read ends nobody who follows: it is followed once it can', async (t) => {
  const folder = emptyFolder(t);
  mkdirSync(join(folder, 'log.jsonl'));
  const { seen, until } = following(t, folder);
  await assert.rejects(readRun(folder), { code: 'EISDIR' });
  rmdirSync(join(folder, 'log.jsonl'));
  writeFileSync(join(folder, 'training.json'), '{}');
  writeFileSync(join(folder, 'log.jsonl'), note('learning'));
  await until((state) => state?.state === 'died');
  assert.deepEqual(seen, ['learning']);
});

test('why a run failed is told, also where its process never began', async (t) => {
  const folder = emptyFolder(t);
  assert.equal(await readRun(folder), undefined);
  writeFileSync(
    join(folder, 'output.log'),
    'corpus.txt does not exist\n    at work (main.js:1)\nNode.js v20\n',
  );
  assert.deepEqual(await readRun(folder), {
    folder,
    stage: undefined,
    time: undefined,
    state: 'failed',
    message: 'corpus.txt does not exist',
    resumable: false,
  });
});

test('a run that had to be ended by those who asked it to stop was stopped', async (t) => {
  const folder = emptyFolder(t);
  const nobody = { pid: 2 ** 22 + 1, host: hostname(), birth: 'long ago', token: 'a token' };
  writeFileSync(join(folder, 'training.json'), '{}');
  writeFileSync(join(folder, 'lock.json'), JSON.stringify(nobody));
  assert.equal((await readRun(folder))?.state, 'died');
  writeFileSync(join(folder, 'stop'), 'of an earlier process');
  assert.equal((await readRun(folder))?.state, 'died');
  writeFileSync(join(folder, 'stop'), nobody.token);
  const { state, resumable } = (await readRun(folder))!;
  assert.deepEqual([state, resumable], ['stopped', true]);
});
