import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkGradients } from '../../../../server/src/autodiff/checkGradients';
import { GraphBuilder } from '../../../../server/src/onnx/builder';
import type { Tensor } from '../../../../server/src/onnx/ir';
import { amongRivals } from '../../../../server/src/tasks/relation/rivals';
import { floats, ids, runGraph } from '../../../support/runGraph';

// Two documents: concepts 0 and 1 with 2 and 3, then 4 with 5.
const subject = ids([5], 0, 0, 1, 1, 4);
const object = ids([5], 2, 3, 2, 3, 5);
const pairs = 5;
const concepts = floats(6, 1);

/** Scores of one type after the second look, with arbitrary weights. */
async function judge(scores: readonly number[]): Promise<number[]> {
  const g = new GraphBuilder('test');
  g.input('ofConcepts', 'float32', ['concepts', 1]);
  const before = g.input('scores', 'float32', ['pairs', 1]);
  const [s, o] = [g.input('subject', 'int64', ['pairs']), g.input('object', 'int64', ['pairs'])];
  g.output('after', amongRivals(g, before, { subject: s, object: o, concepts: 'concepts' }));
  const { graph, parameters } = g.build();
  const weights = Object.fromEntries(
    parameters.map(({ name, shape }) => [name, floats(...(shape as number[]))]),
  );
  const data: Tensor = { dataType: 'float32', shape: [pairs, 1], data: Float32Array.from(scores) };
  const feeds = { ...weights, scores: data, subject, object, ofConcepts: concepts };
  return Array.from((await runGraph(graph, feeds)).after.data, Number);
}

const changed = (a: readonly number[], b: readonly number[]) =>
  a.flatMap((value, pair) => (Math.abs(value - b[pair]) > 1e-6 ? [pair] : []));

test('a score moves the judgement of all pairs of its document and of no other', async () => {
  const before = await judge([2, 0.5, 1, -1, 0.3]);
  assert.deepEqual(changed(before, await judge([3, 0.5, 1, -1, 0.3])), [0, 1, 2, 3]);
  assert.deepEqual(changed(before, await judge([2, 0.5, 1, -1, 2.3])), [4]);
});

test('a pair without rivals is judged', async () =>
  assert.ok((await judge([2, 0.5, 1, -1, 0.3])).every(Number.isFinite)));

test('the gradient of the second look is right', async () => {
  const feeds = {
    scores: {
      dataType: 'float32',
      shape: [pairs, 2],
      data: Float32Array.from([2, -1, 0.5, 1.3, 1, 0.2, -1, -2, 0.3, 0.7]),
    },
    subject,
    object,
    ofConcepts: concepts,
    'rivals.look.weight': floats(12, 16),
    'rivals.look.bias': floats(16),
    'rivals.change.weight': floats(16, 2),
    'rivals.change.bias': floats(2),
  } as const;
  const { worst, where, parameters } = await checkGradients(
    (g) => {
      const shapes = [pairs, 2];
      const scores = g.parameter('scores', shapes, () => feeds.scores.data);
      g.input('ofConcepts', 'float32', [6, 1]);
      const [s, o] = [g.input('subject', 'int64', [pairs]), g.input('object', 'int64', [pairs])];
      return amongRivals(g, scores, { subject: s, object: o, concepts: 6 });
    },
    feeds,
    runGraph,
  );
  assert.equal(parameters, 5);
  assert.ok(worst < 5e-3, where);
});
