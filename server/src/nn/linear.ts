import type { GraphBuilder, Value } from '../onnx/builder';
import { glorotUniform, zeros } from '../onnx/initializers';

/**
 * x · W + b over the last axis, as one Gemm over all rows.
 * @param x [.., in]
 * @returns [.., width]; parameters `name.weight` [in, width] and `name.bias` [width]
 */
export function linear(
  g: GraphBuilder,
  name: string,
  x: Value,
  width: number,
  { initial = glorotUniform } = {},
): Value {
  const inputs = x.shape[x.shape.length - 1];
  if (typeof inputs !== 'number')
    throw new Error(`linear "${name}": the last axis of ${x.name} must be a number, it is ${inputs}`);
  return g.scope(name, () => {
    const weight = g.parameter('weight', [inputs, width], initial);
    const bias = g.parameter('bias', [width], zeros);
    return g.reshape(g.gemm(g.reshape(x, [-1, inputs]), weight, bias), x.shape.with(-1, width));
  });
}
