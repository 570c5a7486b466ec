import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Figures } from '../../../../server/src/evaluation/figures';
import { Pipeline } from '../../../../server/src/pipeline/pipeline';
import { train } from '../../../../server/src/training/train';
import { silent, tinyConfig, tinyTrainingFolder } from '../../../support/tinyTraining';

const { path, order, remove } = tinyTrainingFolder();
after(remove);

const { scratch } = tinyConfig;
const { network } = scratch;

/** Trains a network that lacks some parts of the block, and reads the model folder that came of it. */
async function learned(out: string, lacking: object) {
  const input = { ...network.input, ...lacking };
  const config = { ...tinyConfig, scratch: { ...scratch, network: { ...network, input } } };
  writeFileSync(path(`${out}.json`), JSON.stringify(config));
  const scores = await train(order(out, { config: path(`${out}.json`) }), silent);
  const folder = join(path(out), 'model-best');
  const pipeline = await Pipeline.load(folder, { device: 'cpu' });
  await pipeline.dispose();
  const card = readFileSync(join(folder, 'README.md'), 'utf8');
  return { f1: (scores!.raw.mention_all as Figures).f1, folder, card };
}

test('a network without subwords learns and needs no tokenizer', async () => {
  const { f1, folder, card } = await learned('noSubwords', { subword: undefined });
  assert.ok(f1 > 0.9, `entities ${f1}`);
  assert.ok(!existsSync(join(folder, 'tokenizer.json')));
  assert.match(card, /affixes, characters, shape/);
});

test('a network that reads subwords in place of affixes and characters learns', async () => {
  const { f1, folder, card } = await learned('subwordsAlone', { affix: undefined, character: undefined });
  assert.ok(f1 > 0.9, `entities ${f1}`);
  assert.ok(existsSync(join(folder, 'tokenizer.json')));
  assert.match(card, /words, \d+ subwords, shape/);
});

test('a network that reads vectors and shapes alone learns what it has vectors of', async () => {
  const none = { affix: undefined, character: undefined, subword: undefined };
  const { f1, card } = await learned('vectorsAlone', none);
  assert.ok(f1 > 0.8, `entities ${f1}`);
  assert.match(card, /words, shape/);
});
