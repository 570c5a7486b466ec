import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mergePatch } from '../../../server/src/experiments/mergePatch';
import { readPlan, recipeOf } from '../../../server/src/experiments/plan';
import { trainingConfig } from '../../../server/src/training/trainingConfig';
import { unlessCorpus } from '../../corpora';

test('a patch replaces, goes on inside objects, and takes out what is null', () => {
  const target = { a: { b: 1, c: [1, 2] }, d: 'kept' };
  assert.deepEqual(mergePatch(target, { a: { b: null, c: [3], e: { f: 1 } } }), {
    a: { c: [3], e: { f: 1 } },
    d: 'kept',
  });
  assert.deepEqual(mergePatch(target, { a: 2 }), { a: 2, d: 'kept' });
  assert.deepEqual(mergePatch(undefined, { a: { b: null } }), { a: {} });
  assert.deepEqual(target, { a: { b: 1, c: [1, 2] }, d: 'kept' });
});

const skip = unlessCorpus('bc5cdr/train', 'bc5cdr/dev', 'ncbi-disease/dev', 'bc2gm/dev');

test('every row of the default plan is another training', { skip }, async () => {
  const { ablation, learningCurve } = await readPlan(join(process.cwd(), 'configs/experiments.json'));
  const rows = [...ablation, ...learningCurve.slice(0, -1)];
  const configs = rows.map(({ runs }) => JSON.stringify({ ...runs[0].config, name: '' }));
  assert.equal(new Set(configs).size, rows.length);
  assert.equal(learningCurve[learningCurve.length - 1], ablation[0]);
  const inputOf = (name: string) => {
    const row = rows.find((each) => each.name === name)!;
    return row.runs[0].config.scratch!.network.input;
  };
  assert.ok(inputOf('full').subword && inputOf('full').affix && inputOf('full').dictionary);
  assert.deepEqual(
    [
      inputOf('withoutSubwords').subword,
      inputOf('subwordsAlone').affix,
      inputOf('withoutLongForms').longForm,
    ],
    [undefined, undefined, undefined],
  );
  assert.deepEqual(
    ablation[0].runs.map(({ config }) => config.seed),
    [1, 2, 3],
  );
});

test('a model and its twin are of one recipe, though they tell other commands', { skip }, async () => {
  const file = 'configs/default.json';
  const config = trainingConfig.parse(JSON.parse(readFileSync(join(process.cwd(), file), 'utf8')));
  const { recipe } = await readPlan(join(process.cwd(), 'configs/experiments.json'));
  assert.equal(recipeOf({ ...config, command: 'npm run train:default -- --twin' }), recipe);
  assert.notEqual(recipeOf({ ...config, epochs: config.epochs + 1 }), recipe);
});
