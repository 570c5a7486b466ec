import { Chemical, Disease } from '../../terminology/concept';
import { NameKind } from '../../terminology/index/layout';
import type { TermIndex } from '../../terminology/index/termIndex';

/**
 * What a name may speak for. A network is told each apart, since annotators mark chemicals, mark few proteins and no classes by use, and
 * since a supplementary concept or an ontology's name is a weaker sign. The order is part of every trained model: append only.
 */
export const termClasses = [
  'chemical',
  'supplementary chemical',
  'protein',
  'chemical by use',
  'disease',
  'disease by a loose name',
] as const;

const [chemical, supplementary, protein, use, disease, loose] = termClasses.map((_, place) => 1 << place);

/** MeSH's enzymes, proteins, mediators and nucleic acids; its preparations ("tablets") and classes by use ("analgesic"). */
const proteins = /^(?:D08|D12\.776|D13\.444|D23\.(?:348|529))(?:\.|$)/;
const uses = /^D2[67](?:\.|$)/;

/** For each concept of an index the classes that its names speak for: bits in the order of `termClasses`. */
export function classesOfConcepts(index: TermIndex): Uint8Array {
  return Uint8Array.from({ length: index.conceptCount }, (_, concept) => {
    const types = index.types(concept);
    let classes = types.includes(Disease) ? disease : 0;
    if (!types.includes(Chemical)) return classes;
    const trees = index.treeNumbers(concept);
    if (trees.length === 0) return classes | supplementary;
    for (const tree of trees)
      classes |= proteins.test(tree) ? protein : uses.test(tree) ? use : tree.startsWith('D') ? chemical : 0;
    return classes;
  });
}

/** The classes of one name: an ontology's name for a disease is of a class of its own. @param concept the classes of its concept */
export const classesOfName = (concept: number, kind: NameKind): number =>
  kind === NameKind.loose && concept & disease ? (concept & ~disease) | loose : concept;
