import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Figures } from '../../../server/src/evaluation/figures';
import { Pipeline } from '../../../server/src/pipeline/pipeline';
import { embeddedIndexPath } from '../../../server/src/terminology/embeddedIndex';
import { train } from '../../../server/src/training/train';
import { silent, tinyConfig, tinyTrainingFolder } from '../../support/tinyTraining';

const { path, order, remove } = tinyTrainingFolder();
after(remove);

const configOf = (run: string): string => join(path(run), 'model-best', 'config.json');
const configIn = (run: string) => JSON.parse(readFileSync(configOf(run), 'utf8'));

test('a model names the term index that it learned from, and is refused with another one', async () => {
  await train(order('named'), silent);
  const config = configIn('named');
  assert.equal(
    config.termIndex,
    createHash('sha256').update(readFileSync(embeddedIndexPath())).digest('hex'),
  );
  const card = readFileSync(join(path('named'), 'model-best', 'README.md'), 'utf8');
  assert.ok(card.includes(`| mesh.terms | asked for names | ${config.termIndex} |`));
  writeFileSync(configOf('named'), JSON.stringify({ ...config, termIndex: '0'.repeat(64) }));
  const refused = /model-best cannot be used: it learned from another term index.*Train the model again/;
  await assert.rejects(Pipeline.load(path('named'), { device: 'cpu' }), refused);
  await assert.rejects(train(order('tuned', { base: path('named') }), silent), refused);
});

test('a model of words alone, as models were before dictionaries, is learned, read and fine-tuned', async () => {
  const { dictionary: _, longForm: __, ...input } = tinyConfig.scratch.network.input;
  const network = { ...tinyConfig.scratch.network, input };
  const config = { ...tinyConfig, scratch: { ...tinyConfig.scratch, network } };
  writeFileSync(path('words.json'), JSON.stringify(config));
  await train(order('words', { config: path('words.json') }), silent);
  assert.equal(configIn('words').termIndex, undefined);
  const scores = await train(order('wordsTuned', { base: path('words') }), silent);
  assert.ok(scores && (scores.raw.mention_all as Figures).f1 > 0.95);
});
