import type { ConceptId } from '../../annotation/model';
import type { ConceptRef, Terminologies } from '../../terminology/terminologies';

export const isOmim = (id: string): boolean => id.startsWith('OMIM:');

/**
 * Other ids of the same concept: OMIM's for one of MeSH, the lowest number first; MeSH's for one of OMIM. Annotators wrote OMIM's number where the
 * MeSH of their time had no concept of its own.
 * @param found the concept that terminologies have by this id, where they have one
 */
export function equivalentsOf(
  id: ConceptId,
  found: ConceptRef | undefined,
  terminologies: Terminologies,
): ConceptId[] {
  if (isOmim(id)) {
    const same = terminologies.withXref(id);
    return same ? [same.index.id(same.concept)] : [];
  }
  return found ? found.index.xrefs(found.concept).filter(isOmim) : [];
}
