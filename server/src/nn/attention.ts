import type { GraphBuilder, Value } from '../onnx/builder';
import { linear } from './linear';

/**
 * Multi-head self-attention.
 * @param x [sequences, words, width]
 * @param mask float32 [sequences, words]: 1 for words, 0 for padding, which nothing attends to
 * @returns [sequences, words, width]; linear layers `query`, `key`, `value` and `output`
 * @see Vaswani et al. 2017, section 3.2
 */
export function selfAttention(
  g: GraphBuilder,
  x: Value,
  { mask, heads, dropout = 0 }: { mask: Value; heads: number; dropout?: number },
): Value {
  const [sequences, words, width] = x.shape;
  const depth = Number(width) / heads;
  if (!Number.isInteger(depth)) throw new Error(`attention: ${heads} heads do not divide the width ${width}`);
  const split = (name: string, order: readonly number[]): Value =>
    g.transpose(g.reshape(linear(g, name, x, Number(width)), [sequences, words, heads, depth]), order);
  const query = g.mul(split('query', [0, 2, 1, 3]), 1 / Math.sqrt(depth));
  const hidden = g.reshape(g.mul(g.sub(mask, 1), 1e4), [sequences, 1, 1, words]);
  const scores = g.add(g.matMul(query, split('key', [0, 2, 3, 1])), hidden);
  const read = g.matMul(g.dropout(g.softmax(scores), dropout), split('value', [0, 2, 1, 3]));
  return linear(g, 'output', g.reshape(g.transpose(read, [0, 2, 1, 3]), x.shape), Number(width));
}
