import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Figures } from '../../../server/src/evaluation/figures';
import { experiment, type Order } from '../../../server/src/experiments/experiments';
import { readPlan } from '../../../server/src/experiments/plan';
import { putIntoCard, writeReport } from '../../../server/src/experiments/report/writeReport';
import { train } from '../../../server/src/training/train';
import { silent, tinyConfig, tinyTrainingFolder } from '../../support/tinyTraining';

const pretraining = { words: 900, batchWords: 100, rate: 0.01, share: 0.3, answers: 50 };
const { path, order, remove } = tinyTrainingFolder({
  epochs: 8,
  scratch: { ...tinyConfig.scratch, pretraining },
});
after(remove);

const planFile = path('experiments.json');
const planned = {
  config: path('config.json'),
  train: [path('train.txt')],
  dev: path('dev.txt'),
  model: path('model'),
  otherCorpora: [
    { name: 'the same', file: path('dev.txt'), guideline: 'own' },
    { name: 'another', file: path('dev.txt'), guideline: 'genes' },
  ],
  every: { epochs: 6 },
  note: 'Six epochs.',
  ablation: [
    { name: 'full', title: 'everything', patch: {} },
    {
      name: 'withoutSubwords',
      title: 'without subwords',
      patch: { scratch: { network: { input: { subword: null } } } },
    },
    { name: 'later', title: 'some other day', patch: { epochs: 1 } },
  ] as { name: string; title: string; patch?: object }[],
  learningCurve: [0.25],
};

const f1 = (figures: unknown): number => (figures as Figures).f1;

const figuresFile = path('figures.json');
const report = () => readFileSync(path('figures.md'), 'utf8');

async function experiments(words: readonly string[], changes: Partial<Order> = {}) {
  writeFileSync(planFile, JSON.stringify(planned));
  const told: string[] = [];
  const plan = await readPlan(planFile);
  const figures = await experiment({
    plan,
    words,
    out: path('rows'),
    figures: figuresFile,
    again: false,
    tell: (line) => told.push(line),
    signal: new AbortController().signal,
    ...changes,
  });
  return { plan, figures, told };
}

test('before anything is run, the table says so of every row', async () => {
  const { plan, figures } = await experiments(['report']);
  await writeReport(plan, figures, figuresFile);
  assert.match(report(), /^\| everything \| – \| – \| – \| not run \|$/m);
  assert.match(report(), /^\| 25 %, not run \| – \|$/m);
});

test('a row is trained, compared with the first one, and not trained again', async () => {
  const { figures } = await experiments(['full', 'withoutSubwords']);
  assert.ok(f1(figures.runs['full-1'].raw.mention_all) > 0.9);
  const difference =
    f1(figures.runs['withoutSubwords-1'].raw.mention_all) - f1(figures.runs['full-1'].raw.mention_all);
  const [, told] = /^\| without subwords \|.*\| ([+−][\d.]+) \| 1 \| 1 \|$/m.exec(report()) ?? [];
  assert.equal(Number(told.replace('−', '-')), Number(difference.toFixed(3)));
  assert.match(report(), /^\| some other day \|.*not run \|$/m);
  assert.match(report(), /Six epochs\./);
  const { told: lines, figures: after } = await experiments(['full', 'withoutSubwords']);
  assert.deepEqual(lines, []);
  assert.deepEqual(after, figures);
});

test('the learning curve has its points over numbers of documents, and is drawn', async () => {
  const { figures, told } = await experiments(['learningCurve']);
  assert.equal(figures.runs['documents25-1'].documents, 12);
  assert.ok(told.includes('documents25-1: 12 documents to learn from, 16 to choose by.'), told.join('\n'));
  assert.match(report(), /^\| 12 \(25 %\) \|/m);
  assert.match(report(), /^\| 48 \(100 %\) \|/m);
  const picture = readFileSync(path('figures-learning-curve.svg'), 'utf8');
  assert.equal(picture.match(/<circle /g)!.length, 2 * picture.match(/fill="none"/g)!.length);
});

test('a row whose plan has changed is not run, and its old folder gives way', async () => {
  const [full, , later] = planned.ablation;
  planned.ablation = [full, { ...later, patch: { epochs: 2 } }];
  const { plan, figures } = await experiments(['later']);
  planned.ablation = [full, { ...later, patch: { epochs: 1 } }];
  const { plan: changed } = await experiments(['report']);
  assert.notEqual(plan.ablation[1].runs[0].fingerprint, changed.ablation[1].runs[0].fingerprint);
  await writeReport(changed, figures, figuresFile);
  assert.match(report(), /^\| some other day \|.*not run \|$/m);
  const { figures: again } = await experiments(['later']);
  assert.equal(again.runs['later-1'].fingerprint, changed.ablation[1].runs[0].fingerprint);
  assert.match(readFileSync(join(path('rows'), 'later-1', 'training.json'), 'utf8'), /"epochs": 1,/);
});

test('a stopped row goes on where it was', async () => {
  planned.ablation = [...planned.ablation.slice(0, 1), { name: 'stopped', title: 'stopped', patch: {} }];
  const stopping = new AbortController();
  const tell = (line: string) => {
    if (line === 'stopped-1: epoch 2 is scored.') stopping.abort(new Error('stopped by the person'));
  };
  await assert.rejects(experiments(['stopped'], { tell, signal: stopping.signal }), /stopped by the person/);
  const { told, figures } = await experiments(['stopped']);
  assert.deepEqual(
    told.filter((line) => line.endsWith('is scored.')),
    [3, 4, 5, 6].map((epoch) => `stopped-1: epoch ${epoch} is scored.`),
  );
  assert.deepEqual(figures.runs['stopped-1'].raw, figures.runs['full-1'].raw);
});

test('a model is measured: scores, errors, other texts, sizes; and its card gets the figures', async () => {
  await train(order('model'), silent);
  const stopping = new AbortController();
  const tell = (line: string) => {
    if (line === 'upperCase …') stopping.abort(new Error('stopped by the person'));
  };
  const stopped = experiments(['otherTexts'], { tell, signal: stopping.signal });
  await assert.rejects(stopped, /stopped by the person/);
  const { plan, figures, told } = await experiments(['model']);
  assert.ok(told.includes('another is left out: the model marks nothing by the guideline genes.'));
  const { scores, errors, otherTexts, sizes } = figures.model!;
  const wrong = (each: unknown) => (each as Figures).fp + (each as Figures).fn;
  assert.equal(f1(scores!.others['the same'].mention_all), f1(scores!.raw.mention_all));
  assert.ok(f1(otherTexts!['upperCase'].scores.mention_all) <= f1(otherTexts!['plain'].scores.mention_all));
  assert.deepEqual([otherTexts!['greekSpelledOut'].changed, otherTexts!['markdown'].changed], [0, 16]);
  assert.equal(otherTexts!['fullText'].documents, 1);
  assert.ok(sizes!.trained.bytes > 1.5 * sizes!.stored.bytes);
  const counted = Object.values(errors!.mentions).flatMap((kinds) => Object.values(kinds));
  assert.ok(counted.reduce((sum, count) => sum + count, 0) <= wrong(scores!.raw.mention_all));
  const related = Object.values(errors!.relations['CID']).reduce((sum, count) => sum + count, 0);
  assert.equal(related, wrong(scores!.raw.relation_CID));
  assert.match(report(), /^\| ALL IN CAPITALS( \| [\d.]+){5} \| 16 of 16 \|$/m);

  const card = join(path('model'), 'model-best', 'README.md');
  await putIntoCard(card, plan, figures);
  await putIntoCard(card, plan, figures);
  const text = readFileSync(card, 'utf8');
  assert.equal(text.match(/^## How good it is$/gm)!.length, 1);
  assert.match(text, /^### What each part brings$/m);
  assert.match(text, /## What it does not know\n\nConcept ids/);
  assert.doesNotMatch(text, /The epoch and the thresholds/);
});

test('what cannot be done is told in a sentence', async () => {
  await assert.rejects(experiments(['ablations']), /no experiment "ablations"; there are model, ablation/);
  planned.model = path('nowhere');
  await assert.rejects(experiments(['scores']), /There is no model in .*nowhere to measure/);
  planned.ablation = [{ name: 'wrong', title: 'wrong', patch: { epochs: 'many' } }];
  await assert.rejects(experiments(['report']), /"wrong" makes no training config: "epochs": /);
  planned.ablation = ['one', 'other'].map((title) => ({ name: 'same', title }));
  await assert.rejects(experiments(['report']), /two of its rows are called "same"/);
  planned.ablation = [{ name: 'full', title: 'everything', patches: {} } as (typeof planned.ablation)[0]];
  await assert.rejects(experiments(['report']), /"ablation\.0": .*"patches"/);
  planned.ablation = [{ name: 'full', title: 'everything' }];
  writeFileSync(path('torn.json'), '{"runs": {');
  await assert.rejects(
    experiments(['report'], { figures: path('torn.json') }),
    /torn\.json holds no figures/,
  );
  writeFileSync(path('card.md'), '# A card\n');
  planned.ablation = [{ name: 'full', title: 'everything' }];
  const { plan, figures } = await experiments(['report']);
  await assert.rejects(
    putIntoCard(path('card.md'), plan, figures),
    /card\.md has no section "How good it is"/,
  );
});
