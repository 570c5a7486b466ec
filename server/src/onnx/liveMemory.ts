import { dataTypes } from './dataTypes';
import type { Graph, ValueInfo } from './ir';
import { evaluate, size } from './shapes';

/** Operators whose result is their first input's memory under another shape. */
const renaming: ReadonlySet<string> = new Set(['Reshape', 'Identity', 'Squeeze', 'Unsqueeze', 'Flatten']);

/**
 * The most bytes that the results of a graph's nodes take at one time, where each is freed after its last use. The graph's inputs and outputs are not
 * counted: whoever runs it has them. A runtime takes somewhat more, since what is freed leaves gaps.
 * @param values shapes by name
 * @param symbols sizes behind the names in shapes
 */
export function peakBytes(
  graph: Graph,
  values: ReadonlyMap<string, ValueInfo>,
  symbols: ReadonlyMap<string, number>,
): number {
  const elsewhere = new Set([...graph.inputs, ...graph.outputs].map(({ name }) => name));
  const owner = new Map<string, string>();
  const ownerOf = (name: string): string => owner.get(name) ?? name;
  for (const { op, inputs, outputs } of graph.nodes)
    if (renaming.has(op)) owner.set(outputs[0], ownerOf(inputs[0]));
  const lastUse = new Map<string, number>();
  for (const [place, { inputs, outputs }] of graph.nodes.entries())
    for (const name of [...inputs, ...outputs]) lastUse.set(ownerOf(name), place);
  const freed = new Map<number, string[]>();
  for (const [name, place] of lastUse) freed.set(place, [...(freed.get(place) ?? []), name]);
  const taken = new Map<string, number>();
  let live = 0;
  let most = 0;
  for (const [place, { outputs }] of graph.nodes.entries()) {
    for (const name of outputs) {
      const value = values.get(name);
      if (!value || elsewhere.has(name) || owner.has(name)) continue;
      const bytes = evaluate(size(value.shape), symbols) * dataTypes[value.dataType].bytes;
      taken.set(name, bytes);
      live += bytes;
    }
    most = Math.max(most, live);
    for (const name of freed.get(place) ?? []) live -= taken.get(name) ?? 0;
  }
  return most;
}
