import type { GraphBuilder, Value } from '../onnx/builder';
import { normal } from '../onnx/initializers';

/**
 * Rows of a learned table.
 * @param ids int64 [..], each in 0 … count − 1
 * @returns [.., width]; parameter `name` [count, width]
 */
export const embedding = (
  g: GraphBuilder,
  name: string,
  ids: Value,
  {
    count,
    width,
    initial = normal(0.02),
    trainable = true,
  }: { count: number; width: number; initial?: ReturnType<typeof normal>; trainable?: boolean },
): Value => g.gather(g.parameter(name, [count, width], initial, { trainable }), ids);
