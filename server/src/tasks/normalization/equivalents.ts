import { conceptsOf, type Meaning } from '../../annotation/meaning';
import type { Terminologies } from '../../terminology/terminologies';

export const isOmim = (id: string): boolean => id.startsWith('OMIM:');

/**
 * Other ids of the same concept: OMIM's for one of MeSH, the lowest number first; MeSH's for one of OMIM. Annotators wrote OMIM's number where the
 * MeSH of their time had no concept of its own. Nothing where several concepts are meant.
 */
export function equivalentsOf(meaning: Meaning, terminologies: Terminologies): Meaning[] {
  const [id, ...others] = conceptsOf(meaning);
  if (others.length > 0) return [];
  if (isOmim(id)) {
    const same = terminologies.withXref(id);
    return same ? [same.index.id(same.concept)] : [];
  }
  const found = terminologies.find(id);
  return found ? found.index.xrefs(found.concept).filter(isOmim) : [];
}
