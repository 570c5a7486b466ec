import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Figures } from '../../../server/src/evaluation/figures';
import { Pipeline } from '../../../server/src/pipeline/pipeline';
import { train } from '../../../server/src/training/train';
import { tinyCorpus } from '../../support/tinyCorpus';
import { fingerprint, silent, tinyConfig, tinyTrainingFolder } from '../../support/tinyTraining';

const { path, order, remove } = tinyTrainingFolder();
after(remove);

/** Texts like those of the base, in which nothing is annotated but what is done to patients. */
const outcomes = (documents: number, first: number) =>
  tinyCorpus(documents, first)
    .replaceAll(/^\d+\t.*\n/gm, '')
    .replaceAll(/^(\d+)\|t\|(.*)\n\d+\|a\|(.*)$/gm, (text, id, title: string, abstract: string) => {
      const places = [...`${title} ${abstract}`.matchAll(/patients|They/g)];
      return [
        text,
        ...places.map(({ 0: name, index }) => `${id}\t${index}\t${index + name.length}\t${name}\tPeople`),
      ].join('\n');
    });

/** What a model marks in a text of one paragraph. */
async function marked(run: string, guidelines: readonly string[] = []): Promise<string[]> {
  const text = 'Lithium and nephropathy. We saw nephropathy caused by lithium in 9 patients.';
  const pipeline = await Pipeline.load(path(run), { device: 'cpu', guidelines });
  const span = { start: 0, end: text.length };
  const { mentions } = await pipeline.annotate({
    id: '1',
    text,
    passages: [{ kind: 'paragraph', span, prose: [span] }],
  });
  await pipeline.dispose();
  return mentions.map(({ spans: [{ start, end }], type }) => `${text.slice(start, end)} ${type}`);
}

const ofBase = ['Lithium Chemical', 'nephropathy Disease', 'nephropathy Disease', 'lithium Chemical'];

before(async () => {
  writeFileSync(path('people.txt'), outcomes(24, 200));
  writeFileSync(path('more.txt'), outcomes(8, 300));
  const remember = { measuredOn: [path('dev.txt')], texts: [path('train.txt')] };
  writeFileSync(
    path('tune.json'),
    JSON.stringify({ ...tinyConfig, guideline: 'people', epochs: 3, remember }),
  );
  writeFileSync(path('last.json'), JSON.stringify({ ...tinyConfig, epoch: 'last' }));
  await train(order('base', { dev: undefined, config: path('last.json') }), silent);
});

const tuning = (out: string, changes = {}) =>
  order(out, { train: [path('people.txt')], base: path('base'), config: path('tune.json'), ...changes });

/** The same for a run that scores no documents, which takes longer than to learn them. */
const unscored = (config: object, file: string) => {
  writeFileSync(path(file), JSON.stringify({ ...config, epoch: 'last' }));
  return { config: path(file), dev: undefined };
};

test('a new type gets a head of its own, and what the base marks is still marked', async () => {
  const lines: string[] = [];
  const scores = await train(tuning('tuned', { dev: path('more.txt') }), {
    ...silent,
    tell: (line) => lines.push(line),
  });
  assert.ok((scores!.raw.mention_People as Figures).f1 > 0.95);
  const { guidelines, marks } = JSON.parse(
    readFileSync(join(path('tuned'), 'model-best', 'config.json'), 'utf8'),
  );
  assert.deepEqual(guidelines, [
    { name: 'own', entityTypes: ['Chemical', 'Disease'] },
    { name: 'people', entityTypes: ['People'] },
  ]);
  assert.deepEqual(marks, ['people', 'own']);
  assert.deepEqual(await marked('tuned'), [...ofBase, 'patients People']);
  assert.deepEqual(await marked('tuned', ['people']), ['patients People']);

  assert.match(lines.join('\n'), /Disease: .*as its base does, with an F1 of 1?\d\d\.\d\d/);
  assert.match(lines.join('\n'), /mention_Disease on .*dev\.txt: 100\.00 before, (100|9\d)\.\d\d now/);
  const card = readFileSync(join(path('tuned'), 'model-best', 'README.md'), 'utf8');
  assert.match(card, /^Marks Chemical, Disease, People and finds CID/m);
  assert.match(
    card,
    /On dev\.txt, of what the base model knew, before:[\s\S]*mention_Disease[\s\S]*and now:/,
  );
});

const tuned = () => JSON.parse(readFileSync(path('tune.json'), 'utf8'));

test('without the section a network that is not told of what it knew forgets it', async () => {
  const { remember: _, ...config } = tuned();
  const fast = { ...config, optimizer: { ...config.optimizer, rate: 0.03 } };
  await train(tuning('forgetful', unscored(fast, 'forget.json')), silent);
  assert.notDeepEqual(await marked('forgetful', ['own']), ofBase);
});

test('a resumed run remembers the same as one that was not stopped', async () => {
  const { remember } = tuned();
  const short = unscored({ ...tuned(), epochs: 2, remember: { ...remember, measuredOn: [] } }, 'short.json');
  await train(tuning('whole', short), silent);
  const cancellation = new AbortController();
  const stopped = train(tuning('stopped', short), {
    ...silent,
    signal: cancellation.signal,
    report: (event) => {
      if (event.type === 'step' && event.epoch === 2) cancellation.abort(new Error('stopped'));
    },
  });
  await assert.rejects(stopped, /stopped/);
  await train(tuning('stopped', { resume: true, dev: undefined }), silent);
  const models = ['whole', 'stopped'].map((run) => fingerprint(join(path(run), 'model-last')));
  assert.equal(models[0], models[1]);
});

test('a corpus of a type that the base knows decides that type from then on', async () => {
  // These annotators mark no chemicals, and to them nephropathy is no disease.
  const own = tinyCorpus(40, 200).replaceAll(/^\d+\t(.*\tChemical\t.*|.*\tnephropathy\t.*|CID\t.*)\n/gm, '');
  writeFileSync(path('own.txt'), own);
  const {
    remember: { measuredOn: _, ...remember },
    ...config
  } = tuned();
  const rest = { ...config, remember, epochs: 30 };
  await train(tuning('relabelled', { train: [path('own.txt')], ...unscored(rest, 'own.json') }), silent);
  assert.deepEqual(await marked('relabelled'), ['Lithium Chemical', 'lithium Chemical']);
  assert.deepEqual(await marked('relabelled', ['own']), ofBase);
});
