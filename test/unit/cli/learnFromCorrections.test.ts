import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readFile } from '../../../server/src/formats/registry';
import { train } from '../../../server/src/training/train';
import { reviewedTexts } from '../../support/reviewedTexts';
import { fingerprint, silent, tinyLearning, tinyTrainingFolder } from '../../support/tinyTraining';
import { biogloss, files } from './shell';

const tiny = tinyTrainingFolder({ epochs: 5 });
const base = tiny.path('base');
const texts = tiny.path('texts');

let paths: string[] = [];

before(async () => {
  await train(tiny.order('base'), silent);
  paths = await reviewedTexts(texts, base, { texts: 24, reviewed: 20 });
  writeFileSync(tiny.path('learn.json'), JSON.stringify(tinyLearning));
});
after(() => tiny.remove());

const learn = (...more: string[]) =>
  biogloss(['curation', 'learn', texts, '--model', base, '--config', tiny.path('learn.json'), ...more]);

test('what was decided is learned, and both models are measured on documents that neither has learned from', async () => {
  const finished = await biogloss(['curation', 'finish', ...paths.slice(0, 20), '--by', 'Ada']);
  assert.equal(finished.exitCode, 0, finished.stderr);
  const before = fingerprint(join(base, 'model-best'));

  const { exitCode, stdout, stderr } = await learn(
    '--out',
    tiny.path('learned'),
    '--device',
    'cpu',
    '--json',
  );
  assert.equal(exitCode, 0, stderr);
  const { documents, types, isBetter } = JSON.parse(stdout);
  const patients = types.find(({ type }: { type: string }) => type === 'Patient');
  assert.equal(patients.before.f1, 0);
  assert.ok(patients.after.f1 > 0.9, stdout);
  assert.ok(patients.after.interval[0] <= patients.after.f1);
  assert.ok(isBetter);
  assert.match(stderr, /decisions on Chemical, Disease, Patient in 20 documents: \d+ accepted/);
  assert.match(stderr, /4 texts without decisions/);
  assert.match(stderr, /The new model is better/);

  const saved = (name: string) => {
    const path = tiny.path(join('learned/corrections', name));
    return readFile({ name, text: readFileSync(path, 'utf8') }).documents;
  };
  const [learned, heldOut] = [saved('learned.jsonl'), saved('heldOut.jsonl')];
  assert.equal(heldOut.length, documents);
  assert.equal(learned.length + heldOut.length, 20);
  assert.ok(learned.every(({ id }) => heldOut.every((other) => other.id !== id)));
  assert.ok(existsSync(tiny.path('learned/corrections/after/report.html')));
  assert.equal(fingerprint(join(base, 'model-best')), before, 'the old model is as it was');

  const again = await learn('--out', tiny.path('learned'));
  assert.equal(again.exitCode, 1);
  assert.match(again.stderr, /holds a run already/);

  // As after a stop: what was trained is not trained again, and what was not measured yet is measured.
  rmSync(tiny.path('learned/corrections/after'), { recursive: true });
  const resumed = await biogloss([
    ...['curation', 'learn', '--resume', '--json'],
    ...['--out', tiny.path('learned'), '--device', 'cpu'],
  ]);
  assert.equal(resumed.exitCode, 0, resumed.stderr);
  assert.equal(resumed.stdout, stdout);
  assert.ok(existsSync(tiny.path('learned/corrections/after/report.html')));
  const none = await biogloss(['curation', 'learn', '--resume', '--out', base]);
  assert.equal(none.exitCode, 1);
  assert.match(none.stderr, /holds no run that learns from corrections/);
});

test('documents that nobody has finished come next, those first of which the model is least sure', async () => {
  const { exitCode, stdout, stderr } = await biogloss(['curation', 'next', texts, '--model', base, '--json']);
  assert.equal(exitCode, 0, stderr);
  const ranked = JSON.parse(stdout) as { path: string; mean: number; undecided: number }[];
  const names = ranked.map(({ path }) => Number.parseInt(path.slice(texts.length + 1), 10));
  assert.ok(names.length > 0 && names.every((name) => name >= 20), String(names));
  const doubts = ranked.map(({ mean }) => mean);
  assert.deepEqual(
    doubts,
    [...doubts].sort((a, b) => b - a),
  );
  const table = await biogloss(['curation', 'next', texts, '--model', base]);
  assert.match(table.stdout, /^document +undecided +in doubt +to correct\n.*\.txt +\d+ +\d+ % +about \d/);
});

test('too little to learn from is one sentence', async (t) => {
  const path = files(t, { 'a.txt': 'Naproxen caused ulcers.' });
  const { exitCode, stderr } = await biogloss(['curation', 'learn', path('.'), '--out', path('run')]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /There is nothing to learn from: no document has decisions/);
  assert.equal(existsSync(path('run')), false);
  const share = await biogloss(['curation', 'learn', path('.'), '--out', path('run'), '--hold-out', '100']);
  assert.equal(share.exitCode, 2);
});
