import type { TermIndex } from '../index/termIndex';

const known = new WeakMap<TermIndex, Map<string, Uint8Array>>();

/** For each concept of an index 1 where it is of the type. Made once for each type, in a millisecond; a byte a concept. */
export function conceptsOfType(index: TermIndex, type: string): Uint8Array {
  let types = known.get(index);
  if (!types) {
    types = new Map();
    known.set(index, types);
  }
  let concepts = types.get(type);
  if (!concepts) {
    concepts = new Uint8Array(index.conceptCount);
    for (let concept = 0; concept < concepts.length; concept++)
      if (index.types(concept).includes(type)) concepts[concept] = 1;
    types.set(type, concepts);
  }
  return concepts;
}
