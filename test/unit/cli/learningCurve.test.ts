import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { EvaluationReport } from '../../../server/src/evaluation/report/model';
import { tinyTrainingFolder } from '../../support/tinyTraining';
import { biogloss } from './shell';

const { path, order, remove } = tinyTrainingFolder({ epochs: 3 });
before(() => {
  // The list of runs that these tests make is theirs.
  process.env.XDG_DATA_HOME = path('data');
});
after(remove);

const args = (out: string, ...more: string[]): string[] => {
  const { train, dev, base, config } = order(out);
  const files = ['--train', ...train, '--dev', dev!, '--base', base, '--config', config!];
  return ['learning-curve', ...files, '--out', path(out), ...more];
};

const skip = existsSync(join(process.cwd(), 'dist', 'evaluationView.js')) ? false : 'needs npm run build';

test('parts of a corpus are learned from, scored and compared; what is done is not done again', {
  skip,
  timeout: 240_000,
}, async () => {
  const report = (part: string): EvaluationReport =>
    JSON.parse(readFileSync(path(`curve/${part}/report/report.json`), 'utf8'));
  const one = await biogloss(args('curve', '--shares', '100'));
  assert.deepEqual([one.exitCode, report('documents-100').curve!.length], [0, 1], one.stderr);
  const whole = statSync(path('curve/documents-100/model-best/config.json')).mtimeMs;

  // What was told of the whole alone has no place for a part of it.
  const { exitCode, stdout, stderr } = await biogloss(args('curve', '--shares', '100,50'));
  assert.equal(exitCode, 0, stderr);
  assert.match(
    stdout,
    /F1 or share +24 documents \(50 %\) +48 documents \(100 %\) +the last step brought +p/,
  );
  assert.match(stdout, /^mention_all +\d+\.\d\d \(\d+\.\d–\d+\.\d\)/m);
  assert.equal(statSync(path('curve/documents-100/model-best/config.json')).mtimeMs, whole);
  const { curve, stages, scored } = report('documents-100');
  assert.deepEqual(
    curve!.map(({ share, documents }) => [share, documents]),
    [
      [0.5, 24],
      [1, 48],
    ],
  );
  // A point of the curve is what the report of that part says, and the step is the difference of the two.
  const figure = ({ stages }: EvaluationReport) =>
    stages[0].figures.find(({ name }) => name === 'mention_all')!;
  const points = curve!.map(({ stages }) => stages[0].figures.find(({ name }) => name === 'mention_all')!);
  assert.deepEqual(
    points.map(({ f1 }) => f1),
    [figure(report('documents-50')).f1, figure(report('documents-100')).f1],
  );
  assert.ok(Math.abs(points[1].comparison!.difference - (points[1].f1! - points[0].f1!)) < 1.1e-4);
  assert.match(scored, /documents-100$/);
  assert.ok(stages.length > 1);
  const csv = readFileSync(path('curve/documents-100/report/curve.csv'), 'utf8');
  assert.match(csv, /^share,documents,given,figure,value,low,high,difference,/);
  assert.match(csv, /^0\.5,24,none,mention_all,0?\.?\d+/m);

  const model = path('curve/documents-50/model-best/config.json');
  const { mtimeMs } = statSync(model);
  const again = await biogloss(args('curve', '--shares', '50,100'));
  assert.equal(again.stdout, stdout);
  assert.equal(statSync(model).mtimeMs, mtimeMs);

  // Ctrl+C while a model is scored: nothing else is left to do.
  rmSync(path('curve/documents-100/report'), { recursive: true });
  const scoring = biogloss(args('curve', '--shares', '50,100'));
  while (process.listenerCount('SIGINT') === 0) await setImmediate();
  process.emit('SIGINT');
  const stopped = await scoring;
  assert.deepEqual([stopped.exitCode, stopped.stdout], [1, '']);
  assert.match(stopped.stderr, /The same command goes on with it\./);
  assert.equal(existsSync(path('curve/documents-100/report')), false);

  const otherwise = await biogloss(args('curve', '--shares', '50,100', '--seed', '7'));
  assert.equal(otherwise.exitCode, 1);
  assert.match(
    otherwise.stderr,
    /documents-50 holds a training with other files or settings\. Take another folder/,
  );

  // Files are what stands in them, not what they are called.
  for (const file of ['train.txt', 'dev.txt', 'config.json']) {
    const content = readFileSync(path(file), 'utf8');
    writeFileSync(path(file), content.endsWith('\n') ? content.slice(0, -1) : `${content}\n`);
    const changed = await biogloss(args('curve', '--shares', '50,100'));
    writeFileSync(path(file), content);
    assert.equal(changed.exitCode, 1);
    assert.match(changed.stderr, new RegExp(`${file} has changed since the training in .*documents-50 was`));
  }
});

test('parts that are no parts are wrong usage', async () => {
  for (const shares of ['0', '101', '10,x', ''])
    assert.match(
      (await biogloss(args('none', '--shares', shares))).stderr,
      /--shares is ".*above 0 up to 100/,
    );
  assert.equal(existsSync(path('none')), false);
});
