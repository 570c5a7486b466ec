import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openCheckpoint } from '../../../server/src/checkpoints/checkpoint';
import type { Figures } from '../../../server/src/evaluation/figures';
import { expandWeights } from '../../../server/src/onnx/compress';
import { decodeModel } from '../../../server/src/onnx/proto';
import { Pipeline } from '../../../server/src/pipeline/pipeline';
import { readCorpus } from '../../../server/src/training/corpus';
import { scoreOnDev } from '../../../server/src/training/devScores';
import { train } from '../../../server/src/training/train';
import type { TrainingEvent } from '../../../server/src/training/trainingEvent';
import { writeTinyCheckpoint } from '../../support/tinyCheckpoint';
import { silent, tinyConfig, tinyTrainingFolder } from '../../support/tinyTraining';

const dropout = { input: 0, hidden: 0, word: 0, affix: 0, dictionary: 0 };
const optimizer = { ...tinyConfig.optimizer, rate: 0.004 };
/** Learns from all documents and scores nothing. */
const quick = {
  ...tinyConfig,
  epochs: 2,
  epoch: 'last',
  batchWords: 150,
  optimizer,
  linking: undefined,
} as const;
const { path, order, remove } = tinyTrainingFolder({ ...quick, epochs: 8, dropout });
before(() => writeTinyCheckpoint(path('checkpoint')));
after(remove);

const base = () => ({ base: path('checkpoint') });

test('a checkpoint becomes a model of entities and relations that reads texts of any length', async () => {
  await train(order('first', { ...base(), dev: undefined }), silent);
  const scores = await scoreOnDev(path('first'), await readCorpus(path('dev.txt'), () => {}));
  assert.ok((scores.raw.mention_all as Figures).f1 > 0.9, JSON.stringify(scores.raw.mention_all));
  const relations = scores.givenEntities.relation_CID as Figures;
  // All pairs of a text, half of which are related, would be 0.67.
  assert.ok(relations.f1 > 0.5, JSON.stringify(relations));
  const pipeline = await Pipeline.load(path('first'), { device: 'cpu' });
  // Ten times what the encoder sees at once, in one paragraph.
  const text = 'We saw nephropathy caused by lithium in 9 patients. '.repeat(50).trim();
  const span = { start: 0, end: text.length };
  const passages = [{ kind: 'paragraph', span, prose: [span] } as const];
  const { mentions } = await pipeline.annotate({ id: '1', text, passages });
  await pipeline.dispose();
  const names = mentions.map(({ spans: [{ start, end }] }) => text.slice(start, end));
  for (const name of ['nephropathy', 'lithium'])
    assert.ok(names.filter((each) => each === name).length >= 45, `${name} in ${names.join(', ')}`);
  assert.match(
    readFileSync(join(path('first'), 'model-best', 'README.md'), 'utf8'),
    /A transformer of 2 layers, 32 wide/,
  );
});

test('a model that came from a checkpoint is a base like any other', async () => {
  const losses: number[] = [];
  const report = (event: TrainingEvent) => {
    if (event.type === 'step') losses.push(event.loss);
  };
  const config = writeConfig('second.json', { ...quick, epochs: 1, dropout });
  await train(order('second', { base: path('first'), dev: undefined, config }), { ...silent, report });
  assert.ok(losses[0] < 0.1, `it begins with the loss ${losses[0]}`);
});

test('frozen layers stay as the checkpoint has them, the others learn', async () => {
  const frozen = { ...quick, frozenLayers: 1 };
  await train(
    order('frozen', { ...base(), dev: undefined, config: writeConfig('frozen.json', frozen) }),
    silent,
  );
  const learned = expandWeights(
    decodeModel(readFileSync(join(path('frozen'), 'model-best', 'entities.onnx'))),
  );
  const before = new Map([...learned].map(([name, values]) => [name, new Float32Array(values.length)]));
  const { fill } = await openCheckpoint(path('checkpoint'));
  await fill(before);
  // A model keeps its weights in 16 bits and its tables in 8.
  const moved = (name: string) =>
    Math.max(...learned.get(name)!.map((value, i) => Math.abs(value - before.get(name)![i])));
  const names = [...learned.keys()].filter((name) => name.startsWith('input.'));
  const isFrozen = (name: string) => /^input\.(embeddings|layer0)\./.test(name);
  for (const name of names.filter(isFrozen))
    assert.ok(moved(name) < 0.005, `${name} moved by ${moved(name)}`);
  assert.ok(moved('input.layer1.attention.query.weight') > 0.01);
});

test('frozen layers that a network does not have are a sentence', async () => {
  const config = { ...quick, frozenLayers: 3 };
  await assert.rejects(
    train(order('none', { ...base(), config: writeConfig('none.json', config) }), silent),
    /frozenLayers is 3, but the network has no "input\.layer2"/,
  );
});

function writeConfig(name: string, config: object): string {
  writeFileSync(path(name), JSON.stringify(config));
  return path(name);
}
