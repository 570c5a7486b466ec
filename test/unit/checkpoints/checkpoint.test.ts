import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCheckpoint } from '../../../server/src/checkpoints/checkpoint';
import { GraphBuilder } from '../../../server/src/onnx/builder';
import { encodeModel } from '../../../server/src/onnx/proto';
import { Session } from '../../../server/src/runtime/session';
import { batchSequences } from '../../../server/src/tasks/encoder/batch';
import { encoder, noDropout } from '../../../server/src/tasks/encoder/network';
import { sequencesOf } from '../../../server/src/tasks/encoder/sequences';
import { read } from '../../../server/src/tasks/reading';

const fixture = (name: string) => join(process.cwd(), 'test/fixtures/checkpoints', name);

/** The states of a text's words by a checkpoint, and the ids that it was fed with. */
async function statesOf(folder: string, text: string) {
  const { config, input, fill } = await openCheckpoint(folder);
  const g = new GraphBuilder('states');
  const bare = { width: config.width, dilations: [], attentionBlocks: 0, heads: 1 };
  g.output('states', encoder(g, input, bare, noDropout));
  const { graph, parameters } = g.build();
  const weights = new Map(
    parameters.map(({ name, shape }) => [name, new Float32Array(shape.reduce((n, d) => n * d, 1))]),
  );
  await fill(weights);
  const span = { start: 0, end: text.length };
  const reading = read(text, [{ kind: 'paragraph', span, prose: [span] }]);
  const { sequences } = sequencesOf(reading, 450, input.look(), input.room);
  const { feeds } = batchSequences(sequences, input);
  const session = await Session.create(encodeModel(graph), { threads: 1 });
  const fed = parameters.map(({ name, shape }) => [
    name,
    { dataType: 'float32', dims: shape, data: weights.get(name)! } as const,
  ]);
  const { states } = await session.run({ ...feeds, ...Object.fromEntries(fed) });
  await session.release();
  return { ids: Array.from(feeds.pieces.data, Number), states: states.data as Float32Array };
}

for (const [name, what] of [
  ['bert', 'of today, with a transposed view'],
  ['old', 'of before PyTorch 1.6, with the names of TensorFlow'],
  ['roberta', 'of the family of RoBERTa, in safetensors of three precisions'],
])
  test(`the states of a checkpoint ${what} are those that PyTorch computes`, async () => {
    const expected = JSON.parse(readFileSync(join(fixture(name), 'states.json'), 'utf8'));
    const { ids, states } = await statesOf(fixture(name), expected.text);
    assert.deepEqual(ids, expected.ids);
    const numbers: number[] = expected.states.flat();
    assert.equal(states.length, numbers.length);
    const worst = Math.max(...numbers.map((number, i) => Math.abs(number - states[i])));
    assert.ok(worst <= 1e-4, `they differ by ${worst}`);
    const others = Math.max(
      ...numbers.map((number, i) => Math.abs(number - states[(i + 16) % states.length])),
    );
    assert.ok(others > 0.1, 'the states of different words differ');
  });
