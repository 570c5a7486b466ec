import assert from 'node:assert/strict';
import { GraphBuilder } from '../../server/src/onnx/builder';
import { decodeModel, encodeModel } from '../../server/src/onnx/proto';
import { fuzz } from './harness';

function smallModel(): Buffer {
  const g = new GraphBuilder('small', { training: false });
  const x = g.input('x', 'float32', ['rows', 2]);
  g.output(
    'y',
    g.tanh(g.gemm(x, g.constant({ dataType: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }))),
  );
  return Buffer.from(encodeModel(g.build().graph, { made: 'by hand' }));
}

// A file that is not a model is refused in a sentence; it never makes the reader read beyond its end or ask for gigabytes.
fuzz([
  {
    name: 'ONNX',
    seeds: [smallModel()],
    check: (input) => {
      try {
        decodeModel(input);
      } catch (error) {
        const slipped = [TypeError, RangeError, SyntaxError].some((slip) => error instanceof slip);
        assert.ok(!slipped, `not a sentence but ${(error as Error).stack}`);
      }
    },
  },
]);
