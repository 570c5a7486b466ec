import type { TermIndex } from './index/termIndex';

/**
 * The ways from the top of the hierarchy to a concept, one for each of its tree numbers: `C18.452.394` leads over C18 and C18.452. Places
 * whose concept the index does not hold are left out.
 * @returns concept numbers, the topmost first, the concept itself last
 */
export const treePaths = (index: TermIndex, concept: number): number[][] =>
  index.treeNumbers(concept).map((tree) => {
    const parts = tree.split('.');
    const above = parts
      .slice(1)
      .map((_, i) => index.conceptAtTree(parts.slice(0, i + 1).join('.')))
      .filter((each) => each >= 0);
    return [...above, concept];
  });
