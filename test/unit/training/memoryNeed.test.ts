import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerNorm } from '../../../server/src/nn/layerNorm';
import { linear } from '../../../server/src/nn/linear';
import { GraphBuilder } from '../../../server/src/onnx/builder';
import { checkMemory, memoryNeed } from '../../../server/src/training/memoryNeed';

const gibibyte = 2 ** 30;

function network(width: number) {
  const g = new GraphBuilder('test', { training: true });
  const x = g.input('x', 'float32', ['rows', width]);
  g.output('loss', g.reduceMean(layerNorm(g, 'norm', linear(g, 'layer', x, width)), [0, 1]));
  return g.build();
}
const feeds = (rows: number, width: number) => ({
  x: { dataType: 'float32', dims: [rows, width], data: new Float32Array() } as const,
});

test('a training needs six times its weights, their copies, and more for larger passes', () => {
  const [small, large] = [10, 10_000].map((rows) => memoryNeed(network(64), feeds(rows, 64), true));
  const parameters = 64 * 64 + 3 * 64;
  assert.equal(small.weights, 6 * 4 * parameters);
  assert.equal(small.copies, 4 * 4 * parameters);
  assert.ok(large.pass > 500 * small.pass);
  // At least what the norm reads and what it gives, at most all that is ever made.
  assert.ok(large.pass > 2 * 10_000 * 64 * 4 && large.pass < 20 * 10_000 * 64 * 4, String(large.pass));
});

test('what does not fit is a sentence that says what to do', () => {
  const need = memoryNeed(network(16_384), feeds(1, 16_384), true);
  assert.throws(() => checkMemory(need, 64 * gibibyte), {
    message:
      /^The training needs about 1\d\.\d GiB .* must be below 4\.0 GiB\. In the config, frozenLayers .*\.$/,
  });
  const fitting = memoryNeed(network(4096), feeds(1, 4096), true);
  assert.throws(() => checkMemory(fitting, gibibyte / 2), {
    message: /That is too much: this computer has 512 MiB\./,
  });
  checkMemory(fitting, 8 * gibibyte);
});
