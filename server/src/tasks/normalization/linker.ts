import { qualifiedConceptId } from '../../annotation/conceptId';
import type { ConceptLink } from '../../annotation/model';
import { unlinked } from '../../annotation/unlinked';
import type { Terminologies } from '../../terminology/terminologies';
import { type NameLexicon, normaliseName } from './nameLexicon';

/**
 * Finds the concept of a name: first what annotators meant by it, then a terminology's concept of that name and type, preferred names
 * before synonyms. A name that neither knows stands for itself, so that equal names in a document are still one concept.
 */
export class Linker {
  constructor(
    private readonly lexicon: NameLexicon,
    private readonly terminologies: Terminologies,
  ) {}

  /** @param type the mention's entity type: only concepts of that type are meant */
  link(wording: string, type: string): ConceptLink {
    const annotated = this.lexicon.find(wording, type);
    if (annotated) return this.#named(qualifiedConceptId(annotated));
    const hit = this.terminologies
      .lookup(wording)
      .find(({ index, concept }) => index.types(concept).includes(type));
    if (hit) return { id: hit.index.id(hit.concept), name: hit.index.preferredName(hit.concept) };
    return { id: unlinked(normaliseName(wording)) };
  }

  #named(id: string): ConceptLink {
    const known = this.terminologies.find(id);
    return known ? { id, name: known.index.preferredName(known.concept) } : { id };
  }
}
