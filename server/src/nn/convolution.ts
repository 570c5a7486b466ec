import type { GraphBuilder, Value } from '../onnx/builder';
import { add } from '../onnx/shapes';
import { layerNorm } from './layerNorm';
import { linear } from './linear';

export interface ConvolutionOptions {
  /** Words seen at once; odd. */
  readonly size?: number;
  /** Distance between the words seen. */
  readonly dilation?: number;
}

/**
 * Convolution over words, with zeros beyond both ends: the neighbours' states side by side, then one Gemm.
 * @param x [sequences, words, in]; padding words must be zero already
 * @returns [sequences, words, width]; parameters `name.weight` [size · in, width], `name.bias` [width]
 */
export function convolution(
  g: GraphBuilder,
  name: string,
  x: Value,
  width: number,
  { size = 3, dilation = 1 }: ConvolutionOptions = {},
): Value {
  if (size % 2 === 0)
    throw new Error(`convolution "${name}": the size ${size} has no middle; use an odd one`);
  const reach = dilation * ((size - 1) / 2);
  const padded = g.pad(x, 1, reach, reach);
  const shifted = Array.from({ length: size }, (_, i) => {
    const start = i * dilation;
    return g.slice(padded, 1, start, add(x.shape[1], start));
  });
  return linear(g, name, g.concat(shifted, 2), width);
}

/** a · sigmoid(b), where a and b are the halves of the last axis. @see Dauphin et al. 2017, equation 1 */
export function gatedLinearUnit(g: GraphBuilder, x: Value): Value {
  const half = Number(x.shape[x.shape.length - 1]) / 2;
  return g.mul(g.slice(x, -1, 0, half), g.sigmoid(g.slice(x, -1, half)));
}

/**
 * A residual block: layer norm → gated convolution of three words → linear → dropout → added to `x`.
 * @param x [sequences, words, width]
 * @param mask float32 [sequences, words]: 1 for words, 0 for padding, which then reaches no word
 */
export function gatedConvolution(
  g: GraphBuilder,
  x: Value,
  { mask, dilation, dropout = 0 }: { mask: Value; dilation: number; dropout?: number },
): Value {
  const width = Number(x.shape[2]);
  const visible = g.mul(layerNorm(g, 'norm', x), g.reshape(mask, [...mask.shape, 1]));
  const gated = gatedLinearUnit(g, convolution(g, 'convolution', visible, 2 * width, { dilation }));
  return g.add(x, g.dropout(linear(g, 'output', gated, width), dropout));
}
