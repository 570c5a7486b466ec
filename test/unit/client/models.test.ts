import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelHistory } from '../../../client/src/models/modelHistory';
import { factsOf, labelOf, summaryOf, wordsOf } from '../../../client/src/models/modelText';
import type { ListedModel } from '../../../server/src/protocol/models';

/** A history that is kept in memory. */
function history(...used: string[]) {
  const values = new Map<string, unknown>();
  const kept = {
    get: <T>(key: string) => values.get(key) as T | undefined,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
  return {
    values,
    ready: (async () => {
      const begun = new ModelHistory(kept);
      for (const model of used) await begun.used(model);
      return begun;
    })(),
  };
}

test('back leads through the models that were in use, one after the other', async () => {
  const models = await history('', '/a', '/b').ready;
  assert.equal(await models.back('/b'), '/a');
  await models.used('/a');
  assert.equal(await models.back('/a'), '');
  await models.used('');
  assert.equal(await models.back(''), undefined);
});

test('from a model that never loaded, back leads to the last that did', async () => {
  const models = await history('', '/a').ready;
  assert.equal(await models.back('/broken'), '/a');
  assert.equal(await models.back('/a'), '');
});

test('a model that is loaded again is no step back; the oldest are forgotten', async () => {
  const models = await history('/a', '/a', '/b', '/b').ready;
  assert.equal(await models.back('/b'), '/a');
  const many = history(...Array.from({ length: 50 }, (_, i) => `/${i}`));
  await many.ready;
  assert.equal((many.values.get('biogloss.modelsUsed') as string[]).length, 20);
});

const model: ListedModel = {
  folder: '/models/mine',
  files: '/models/mine',
  origin: 'imported',
  kind: 'model',
  name: 'default',
  version: '0.2.0',
  guidelines: [{ name: 'lab', entityTypes: ['Gene', 'CellType'] }],
  relationTypes: ['binds (Gene → Gene)'],
  bytes: 12_345_678,
  licence: 'CC0',
  scores: { measuredOn: 'On 9 documents.', f1: { Gene: 0.5, 'all mentions': 0.75 } },
};

test('a model is told by its folder where that has another name, and by what tells it from others', () => {
  assert.equal(labelOf(model), 'mine: default 0.2.0');
  assert.equal(labelOf({ ...model, folder: 'C:\\models\\default' }), 'default 0.2.0');
  assert.equal(summaryOf(model), 'F1 0.750 · 12.3 MB · imported');
  assert.equal(
    summaryOf(model, { state: 'ready', device: 'webgpu' }),
    'in use on webgpu · F1 0.750 · 12.3 MB · imported',
  );
  const checkpoint: ListedModel = { ...model, kind: 'checkpoint', scores: undefined };
  assert.equal(summaryOf(checkpoint), 'an encoder to train on · 12.3 MB · imported');
});

test('below it stands what is known, the figure over all types first', () => {
  const lines = factsOf(model, { state: 'ready', device: 'cpu' }).map(({ label, detail }) =>
    detail ? `${label}: ${detail}` : label,
  );
  assert.deepEqual(lines, [
    'Gene, CellType: by the guideline lab',
    'binds (Gene → Gene): relations',
    'F1 0.750: all mentions',
    'F1 0.500: Gene',
    'On 9 documents.',
    'Runs on cpu',
    '12.3 MB',
    'Licence: CC0',
    'It has no card',
    '/models/mine',
  ]);
  assert.equal(factsOf({ ...model, kind: 'unusable', problem: 'Why.' })[0].label, 'Why.');
});

test('menus offer what can be done with it', () => {
  assert.equal(wordsOf(model), 'reads idle whole imported');
  assert.equal(wordsOf({ ...model, card: '/x' }, { state: 'ready' }), 'reads whole card imported');
  assert.equal(wordsOf({ ...model, kind: 'checkpoint', origin: 'embedded' }), 'whole');
  assert.equal(wordsOf({ ...model, kind: 'unusable' }), 'imported');
});
