import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { TrainingStopped } from '../../../server/src/training/runFolder';
import { train } from '../../../server/src/training/train';
import { everyStage, outcome, trainedOverKills } from '../../support/killedTraining';
import { tinyCorpus } from '../../support/tinyCorpus';
import { silent, tinyTrainingFolder } from '../../support/tinyTraining';

const { path, order: orderWithDev, remove } = tinyTrainingFolder();
const order = (out: string, changes = {}) => orderWithDev(out, { dev: undefined, ...changes });
after(remove);
writeFileSync(path('other.txt'), tinyCorpus(12, 300));
writeFileSync(path('config.json'), JSON.stringify(everyStage(path('.'))));
const worker = join(__dirname, 'training.worker.js');

/** Stages, in the order in which the log has them. */
const stagesOf = (run: string): string[] =>
  readFileSync(join(path(run), 'log.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'stage')
    .map(({ stage }) => stage);

test('a training that is killed again and again ends as one that was left alone', {
  timeout: 280_000,
}, async () => {
  const started = performance.now();
  await trainedOverKills(worker, order('whole'), () => undefined);
  const life = performance.now() - started;
  assert.deepEqual(stagesOf('whole'), [
    'reading',
    'words',
    'linking',
    'pretraining',
    'entities',
    'relations',
    'scoring',
  ]);
  // Each process gets a little farther than it takes to begin, so that kills fall into every stage.
  const shares = [0.3, 0.5, 0.7, 0.85];
  const kills = await trainedOverKills(worker, order('killed'), () => {
    const share = shares.shift();
    return share === undefined ? undefined : share * life;
  });
  assert.ok(kills > 0);
  assert.deepEqual(await outcome(path('killed')), await outcome(path('whole')));
});

test('a stop is noticed in every stage, and the run goes on where it was', { timeout: 280_000 }, async () => {
  for (const stage of ['words', 'linking', 'pretraining', 'entities', 'relations']) {
    const stopping = new AbortController();
    const resume = existsSync(path('stopped/training.json'));
    const stopped = train(order('stopped', { resume }), {
      ...silent,
      signal: stopping.signal,
      report: (event) => {
        if (event.type === 'stage' && event.stage === stage) stopping.abort(new TrainingStopped());
      },
    });
    await assert.rejects(stopped, TrainingStopped, stage);
  }
  await train(order('stopped', { resume: true }), silent);
  assert.deepEqual(await outcome(path('stopped')), await outcome(path('whole')));
});
