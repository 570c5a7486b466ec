import type { Parameter } from '../onnx/builder';

/** Which outputs of a base model's heads a new model has too: for each of its outputs the base's, or −1 where it is new. */
export interface KeptOutputs {
  /** Of the entity head that the documents teach, whose parameters begin with `name`; the others' outputs stay as they are. */
  readonly head?: { readonly name: string; readonly labels: readonly number[] };
  readonly relations: readonly number[];
}

/**
 * A base model's weights for a network whose heads may have more outputs: what both have is kept by name, the heads' columns by meaning.
 * What is new stays as it was initialised.
 * @param initial the new network's weights, as initialised
 * @returns weights for `TrainingSession.load`
 */
export function transferWeights(
  base: ReadonlyMap<string, Float32Array>,
  initial: ReadonlyMap<string, Float32Array>,
  parameters: readonly Parameter[],
  kept: KeptOutputs,
): Map<string, Float32Array> {
  const transferred = new Map<string, Float32Array>();
  for (const { name, shape } of parameters) {
    const source = base.get(name);
    if (!source) continue;
    const columns =
      kept.head && name.startsWith(`${kept.head.name}.`)
        ? kept.head.labels
        : /^relation\.(member\d+\.score|first)\./.test(name)
          ? kept.relations
          : undefined;
    const fresh = initial.get(name)!;
    if (columns) transferred.set(name, mergeColumns(source, fresh, shape[shape.length - 1], columns));
    else if (source.length === fresh.length) transferred.set(name, source);
    // The second look at a pair weighs all relation types together; with other types it begins anew, as no change.
    else if (/^relation\.member\d+\.rivals\./.test(name)) continue;
    else
      throw new Error(
        `The base model's "${name}" has ${source.length} numbers; this network needs ${fresh.length}. Its architecture is another one.`,
      );
  }
  return transferred;
}

/** @param columns for each column of the result the column of `source`, or −1 for `fresh`'s own */
function mergeColumns(
  source: Float32Array,
  fresh: Float32Array,
  width: number,
  columns: readonly number[],
): Float32Array {
  const merged = fresh.slice();
  const rows = fresh.length / width;
  const sourceWidth = source.length / rows;
  for (let row = 0; row < rows; row++)
    columns.forEach((from, to) => {
      if (from >= 0) merged[row * width + to] = source[row * sourceWidth + from];
    });
  return merged;
}
