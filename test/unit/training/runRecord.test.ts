import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { TrainingStopped } from '../../../server/src/training/runFolder';
import { recordOf } from '../../../server/src/training/runRecord';
import { train } from '../../../server/src/training/train';
import { tinyConfig } from '../../support/tinyTraining';
import { emptyFolder } from '../runs/folder';

test('the command that repeats a run says what was meant wherever it is called', async (t) => {
  const folder = emptyFolder(t);
  const path = (name: string) => join(folder, name);
  mkdirSync(path('data'));
  for (const file of ['train.txt', 'my config.json', 'data/raw.txt']) writeFileSync(path(file), file);
  const fromHere = (name: string) => relative(process.cwd(), path(name));
  const before = process.env.BIOGLOSS_DATA;
  process.env.BIOGLOSS_DATA = fromHere('data');
  t.after(() => {
    if (before === undefined) delete process.env.BIOGLOSS_DATA;
    else process.env.BIOGLOSS_DATA = before;
  });
  const order = {
    train: [fromHere('train.txt')],
    base: 'scratch',
    config: fromHere('my config.json'),
    out: fromHere('run'),
  };
  const config = { ...tinyConfig, scratch: { ...tinyConfig.scratch, rawText: ['raw.txt'] } };
  const { command, data } = await recordOf(order, config);
  assert.equal(
    command,
    `BIOGLOSS_DATA=${path('data')} biogloss train --train ${path('train.txt')} --base scratch --config ${path('run/training.json')} --out ${path('run-again')}`,
  );
  const told = data.filter(({ use }) => use !== 'asked for names').map(({ use, path }) => [use, path]);
  assert.deepEqual(told, [
    ['learned from', path('train.txt')],
    ['config file', path('my config.json')],
    ['rawText', path('data/raw.txt')],
  ]);
  await assert.rejects(recordOf(order, config, AbortSignal.abort(new TrainingStopped())), TrainingStopped);
});

test('a training that is to stop reads no further file', async (t) => {
  const folder = emptyFolder(t);
  const stopping = new AbortController();
  const training = train(
    { train: [join(folder, 'none.txt')], base: 'default', out: join(folder, 'run') },
    {
      report: () => stopping.abort(new TrainingStopped()),
      tell: () => {},
      signal: stopping.signal,
    },
  );
  await assert.rejects(training, TrainingStopped);
});
