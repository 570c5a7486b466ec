import type { ConceptRef } from './terminologies';

/**
 * Branches of MeSH's chemicals that annotation guidelines (BC5CDR's, for one) do not mark as chemicals: proteins, enzymes, mediators, nucleic acids,
 * preparations ("tablets", "placebo"), and classes by what they are used for ("drug", "analgesic"). "Wounds and injuries" holds the causes.
 */
const unmarked = /^(?:D12\.776|D08|D23\.(?:348|529)|D13\.444|D26|D27|C26$|C26\.844)(?:\.|$)/;

/**
 * True for concepts that a person who asks for chemicals and diseases wants to see marked. A concept with no place in a hierarchy, or with one
 * outside the unmarked branches, counts.
 */
export function isHighlighted({ index, concept }: ConceptRef): boolean {
  const trees = index.treeNumbers(concept);
  return trees.length === 0 || !trees.every((tree) => unmarked.test(tree));
}
