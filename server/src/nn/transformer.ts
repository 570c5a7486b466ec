import type { GraphBuilder, Value } from '../onnx/builder';
import { selfAttention } from './attention';
import { layerNorm } from './layerNorm';
import { linear } from './linear';

export interface TransformerOptions {
  /** float32 [sequences, words]: 1 for words, 0 for padding. */
  readonly mask: Value;
  readonly heads: number;
  /** Width between the two layers of the feed-forward part. */
  readonly hidden: number;
  readonly dropout?: number;
  /** Of the layer norms; 1e-5. */
  readonly epsilon?: number;
}

/** linear → GELU → linear over the last axis of `x`; layers `expand` and `contract`. */
export function feedForward(g: GraphBuilder, x: Value, hidden: number): Value {
  const inner = g.gelu(linear(g, 'expand', x, hidden));
  return linear(g, 'contract', inner, Number(x.shape[x.shape.length - 1]));
}

/**
 * One pre-norm transformer encoder layer over x [sequences, words, width]. Dropout is on attention and on what each part adds, as in BERT,
 * not inside the feed-forward part.
 * @see Xiong et al. 2020, figure 1 (b); Devlin et al. 2019
 */
export function transformerLayer(
  g: GraphBuilder,
  x: Value,
  { mask, heads, hidden, dropout = 0, epsilon }: TransformerOptions,
): Value {
  const attended = g.scope('attention', () =>
    selfAttention(g, layerNorm(g, 'norm', x, epsilon), { mask, heads, dropout }),
  );
  const y = g.add(x, g.dropout(attended, dropout));
  const fed = g.scope('feedForward', () => feedForward(g, layerNorm(g, 'norm', y, epsilon), hidden));
  return g.add(y, g.dropout(fed, dropout));
}

/**
 * The same parts with each norm behind the sum, as BERT has them. Parameters have the names of `transformerLayer`.
 * @see Vaswani et al. 2017, section 3.1; Xiong et al. 2020, figure 1 (a)
 */
export function postNormTransformerLayer(
  g: GraphBuilder,
  x: Value,
  { mask, heads, hidden, dropout = 0, epsilon }: TransformerOptions,
): Value {
  const y = g.scope('attention', () => {
    const attended = selfAttention(g, x, { mask, heads, dropout });
    return layerNorm(g, 'norm', g.add(x, g.dropout(attended, dropout)), epsilon);
  });
  return g.scope('feedForward', () => {
    const fed = feedForward(g, y, hidden);
    return layerNorm(g, 'norm', g.add(y, g.dropout(fed, dropout)), epsilon);
  });
}
