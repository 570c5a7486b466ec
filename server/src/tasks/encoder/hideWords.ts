import type { GraphBuilder, Value } from '../../onnx/builder';

/**
 * In training, sets all features of some words to zero, without making the others larger: an unknown word has a zero vector too.
 * @param x [sequences, words, features]
 */
export function hideWords(g: GraphBuilder, x: Value, rate: number): Value {
  if (!g.options.training || rate === 0) return x;
  const kept = g.mul(g.dropout(g.expand(1, ['sequences', 'words', 1]), rate), 1 - rate);
  return g.mul(x, kept);
}
