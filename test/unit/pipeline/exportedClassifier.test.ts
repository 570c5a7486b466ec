import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { GraphBuilder } from '../../../server/src/onnx/builder';
import { encodeModel } from '../../../server/src/onnx/proto';
import { Pipeline } from '../../../server/src/pipeline/pipeline';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const vocabulary = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'naproxen',
  'na',
  '##pro',
  'gastric',
  'ulcer',
  '##s',
  '.',
  'caused',
];
/** What the graph says of each of these subwords; of all others that they are outside. */
const says: Readonly<Record<string, string>> = {
  naproxen: 'B-Chemical',
  gastric: 'B-Disease',
  ulcer: 'I-Disease',
  '##s': 'B-Chemical',
};

/** A folder as Optimum writes it, whose graph looks its scores up by subword; it takes the three inputs of BERT. */
function exported(
  labels: readonly string[],
  { inputs = ['input_ids', 'attention_mask', 'token_type_ids'] } = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-export-'));
  folders.push(folder);
  const config = { model_type: 'bert', hidden_size: 8, max_position_embeddings: 40, id2label: { ...labels } };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'vocab.txt'), `${vocabulary.join('\n')}\n`);
  const g = new GraphBuilder('classifier');
  const [ids, ...others] = inputs.map((name) => g.input(name, 'int64', ['batch', 'sequence']));
  const scores = vocabulary.flatMap((piece) =>
    labels.map((label) => (label === (says[piece] ?? 'O') ? 4 : 0)),
  );
  const table = g.constant({
    dataType: 'float32',
    shape: [vocabulary.length, labels.length],
    data: Float32Array.from(scores),
  });
  // Other inputs count for nothing, and still are part of the graph.
  const rest = others.map((input) => g.mul(g.cast(input, 'float32'), 0)).reduce((a, b) => g.add(a, b));
  g.output('logits', g.add(g.gather(table, ids), g.reshape(rest, ['batch', 'sequence', 1])));
  writeFileSync(join(folder, 'model.onnx'), encodeModel(g.build().graph));
  return folder;
}

async function marked(folder: string, text: string): Promise<string[]> {
  const pipeline = await Pipeline.load(folder, { device: 'cpu' });
  try {
    const span = { start: 0, end: text.length };
    const passages = [{ kind: 'paragraph', span, prose: [span] } as const];
    const { mentions, relations } = await pipeline.annotate({ id: '1', text, passages });
    assert.deepEqual(relations, []);
    return mentions.map(({ spans: [{ start, end }], type }) => `${type} ${text.slice(start, end)}`);
  } finally {
    await pipeline.dispose();
  }
}

test('a token classifier of two kinds of labels marks words by their first subword', async () => {
  const folder = exported(['O', 'B-Chemical', 'I-Chemical', 'B-Disease', 'I-Disease']);
  const pipeline = await Pipeline.load(folder, { device: 'cpu' });
  assert.deepEqual(pipeline.model.entityTypes, ['Chemical', 'Disease']);
  await pipeline.dispose();
  assert.deepEqual(await marked(folder, 'Naproxen caused gastric ulcers.'), [
    'Chemical Naproxen',
    'Disease gastric ulcers',
  ]);
  // Five windows.
  assert.equal((await marked(folder, 'Naproxen caused gastric ulcers. '.repeat(30))).length, 60);
});

test('labels that do not say what they mark, and unknown inputs, are a sentence', async () => {
  await assert.rejects(
    Pipeline.load(exported(['LABEL_0', 'LABEL_1']), { device: 'cpu' }),
    /config\.json is of no token classifier that can be read: its labels are LABEL_0, LABEL_1, and such as O, B-Disease, I-Disease were expected\.$/,
  );
  await assert.rejects(
    Pipeline.load(exported(['O', 'I-Disease'], { inputs: ['input_ids', 'pixel_values'] }), { device: 'cpu' }),
    /its graph asks for "pixel_values", and token classifiers take input_ids, attention_mask, token_type_ids/,
  );
});

test('a checkpoint without a head is no model, and the person is told what it is for', () =>
  assert.rejects(
    Pipeline.load(join(process.cwd(), 'test/fixtures/checkpoints/bert'), { device: 'cpu' }),
    /is a checkpoint that finds no entities yet: train a model on it with --base/,
  ));
