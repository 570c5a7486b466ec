import { qualifiedConceptId } from '../../annotation/conceptId';
import type { ConceptId, ConceptLink } from '../../annotation/model';
import { unlinked } from '../../annotation/unlinked';
import { nameLevels } from '../../terminology/candidates/levels';
import type { TermHit, Terminologies } from '../../terminology/terminologies';
import { compositeReadings } from './composites';
import { type NameLexicon, normaliseName } from './nameLexicon';

/**
 * Finds the concepts of a name: from the strictest to the loosest level of likeness, first what annotators meant by it, then a terminology's concept
 * of that name and type; last those of the parts of a composite ("ovarian and breast cancer").
 */
export class Linker {
  constructor(
    private readonly lexicon: NameLexicon,
    private readonly terminologies: Terminologies,
  ) {}

  /**
   * What a name means; a name that nothing knows stands for itself, so that equal names in a document are still one concept.
   * @param type the mention's entity type: only concepts of that type are meant
   * @returns one link, or several for a name of several concepts
   */
  link(wording: string, type: string): readonly ConceptLink[] {
    return this.find(wording, type) ?? [{ id: unlinked(normaliseName(wording)) }];
  }

  /** As `link`, but nothing where nothing knows the name. */
  find(wording: string, type: string): readonly ConceptLink[] | undefined {
    return this.#findOne(wording, type) ?? this.#findParts(wording, type);
  }

  #findOne(wording: string, type: string): readonly ConceptLink[] | undefined {
    for (const level of nameLevels) {
      const annotated = this.lexicon.find(wording, type, level);
      if (annotated) return annotated.map((id) => this.#named(qualifiedConceptId(id)));
      if (level.id !== 'key') continue;
      const hits = this.terminologies
        .lookup(wording)
        .filter(({ index, concept }) => index.types(concept).includes(type));
      if (hits.length > 0) return [linkOf(hits.reduce(better))];
    }
    return undefined;
  }

  #findParts(wording: string, type: string): readonly ConceptLink[] | undefined {
    for (const parts of compositeReadings(wording)) {
      const found = new Map<ConceptId, ConceptLink>();
      const isWhole = parts.every((part) => {
        const links = this.#findOne(part, type);
        for (const link of links ?? []) found.set(link.id, link);
        return links !== undefined;
      });
      if (isWhole) return [...found.values()];
    }
    return undefined;
  }

  #named(id: ConceptId): ConceptLink {
    const known = this.terminologies.find(id);
    return known ? { id, name: known.index.preferredName(known.concept) } : { id };
  }
}

const linkOf = ({ index, concept }: TermHit): ConceptLink => ({
  id: index.id(concept),
  name: index.preferredName(concept),
});

/**
 * Annotators of years past could not choose descriptors that came later. MeSH gave those nine digits, and before that such a substance was a
 * supplementary concept (`MESH:C…`), which a terminology may still hold beside it.
 */
const age = ({ index, concept }: TermHit): number => {
  const id = index.id(concept);
  return /^MESH:D\d{9}$/.test(id) ? 2 : id.startsWith('MESH:C') ? 1 : 0;
};

const better = (a: TermHit, b: TermHit): TermHit => (age(b) < age(a) ? b : a);
