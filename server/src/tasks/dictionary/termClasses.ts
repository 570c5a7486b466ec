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
  const classes = new Uint8Array(index.conceptCount);
  for (let concept = 0; concept < classes.length; concept++) {
    const types = index.types(concept);
    if (types.includes(Disease)) classes[concept] |= disease;
    if (types.includes(Chemical)) classes[concept] |= classesOfChemical(index.treeNumbers(concept));
  }
  return classes;
}

function classesOfChemical(trees: readonly string[]): number {
  if (trees.length === 0) return supplementary;
  let classes = 0;
  for (const tree of trees)
    classes |= proteins.test(tree) ? protein : uses.test(tree) ? use : tree.startsWith('D') ? chemical : 0;
  return classes;
}

/** The classes of one name: an ontology's name for a disease is of a class of its own. @param concept the classes of its concept */
export const classesOfName = (concept: number, kind: NameKind): number =>
  kind === NameKind.loose && concept & disease ? (concept & ~disease) | loose : concept;

/** The same of all names of an index. @param concepts the classes of all its concepts */
export function classesOfNames(index: TermIndex, concepts: Uint8Array): Uint8Array {
  const conceptOf = index.conceptOfEachName;
  const classes = new Uint8Array(index.nameCount);
  for (let name = 0; name < classes.length; name++)
    classes[name] = classesOfName(concepts[conceptOf[name]], index.kind(name));
  return classes;
}
