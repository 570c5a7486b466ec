import type { GraphBuilder, Value } from '../onnx/builder';
import { ones, zeros } from '../onnx/initializers';

/** Normalises the last axis of x [.., width]; parameters `name.scale` and `name.bias` [width]. @see Ba et al. 2016 */
export function layerNorm(g: GraphBuilder, name: string, x: Value, epsilon = 1e-5): Value {
  const width = Number(x.shape[x.shape.length - 1]);
  return g.scope(name, () =>
    g.layerNormalization(
      x,
      g.parameter('scale', [width], ones),
      g.parameter('bias', [width], zeros),
      epsilon,
    ),
  );
}
