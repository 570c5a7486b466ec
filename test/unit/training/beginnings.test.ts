import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { train } from '../../../server/src/training/train';
import type { TrainingEvent } from '../../../server/src/training/trainingEvent';
import { fingerprint, silent, tinyConfig, tinyTrainingFolder } from '../../support/tinyTraining';

const pretraining = { words: 900, batchWords: 100, rate: 0.01, share: 0.3, answers: 50 };
// Relations come after all of this.
const config = {
  epochs: 1,
  relation: { ...tinyConfig.relation, epochs: 0 },
  scratch: { ...tinyConfig.scratch, pretraining },
};
const { path, order, remove } = tinyTrainingFolder(config);
after(remove);

const beginnings = path('beginnings');

/** Trains, and tells what the run did before its first epoch. */
async function guessing(...[out, changes]: Parameters<typeof order>): Promise<number> {
  let steps = 0;
  const report = ({ type }: TrainingEvent) => {
    if (type === 'pretraining') steps++;
  };
  await train(order(out, { beginnings, ...changes }), { ...silent, report });
  return steps;
}

const withConfig = (name: string, changes: object) => {
  writeFileSync(path(name), JSON.stringify({ ...tinyConfig, ...config, ...changes }));
  return { config: path(name) };
};

test('a run begins with what another one has learned from the same texts, and ends where it would have by itself', async () => {
  await train(order('alone'), silent);
  assert.ok((await guessing('first')) > 5);
  assert.equal(await guessing('second'), 0);
  for (const run of ['first', 'second'])
    assert.equal(fingerprint(join(path(run), 'model-last')), fingerprint(join(path('alone'), 'model-last')));
});

test('what comes later may differ: dropout, and how many documents are learned from', async () => {
  const few = withConfig('few.json', { share: 0.25, dropout: { ...tinyConfig.dropout, input: 0.1 } });
  const lines: string[] = [];
  const report = ({ type }: TrainingEvent) => assert.notEqual(type, 'pretraining');
  await train(order('few', { beginnings, ...few }), { report, tell: (line) => lines.push(line) });
  assert.ok(lines.includes('12 documents to learn from, 16 to choose by.'), lines.join('\n'));
});

test('another network, seed or text begins anew', async () => {
  const { network } = tinyConfig.scratch;
  const input = { ...network.input, subword: undefined };
  const scratch = { ...config.scratch, network: { ...network, input } };
  const folders = () => readdirSync(beginnings).length;
  const before = folders();
  assert.ok((await guessing('network', withConfig('network.json', { scratch }))) > 5);
  assert.ok((await guessing('seed', { seed: 2 })) > 5);
  assert.ok((await guessing('text', { train: [path('dev.txt')], dev: path('train.txt') })) > 1);
  assert.equal(folders(), before + 6);
});
