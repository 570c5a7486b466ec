/** Dead code of a graph: nodes that no output needs. */
import type { Node } from './ir';

/** @returns the nodes that the tensors in `wanted` depend on, in their old order. */
export function pruneNodes(nodes: readonly Node[], wanted: readonly string[]): Node[] {
  const needed = new Set(wanted);
  const kept: Node[] = [];
  for (const node of [...nodes].reverse()) {
    if (!node.outputs.some((name) => needed.has(name))) continue;
    kept.push(node);
    for (const name of node.inputs) needed.add(name);
  }
  return kept.reverse();
}
