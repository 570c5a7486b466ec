import { type ConceptId, type EntityMention, wording } from '../annotation/model';
import { unlinked } from '../annotation/unlinked';
import { identifierOf } from './identifier';

/**
 * Mentions as the ends of relations, in formats that relate mentions. Ours are between concepts: a mention stands for its own, or all of them. One without
 * any gets the id made of its wording, so that the relation's end is still something that the document mentions.
 */
export class MentionEnds {
  readonly #named = new Map<EntityMention, ConceptId>();

  constructor(private readonly text: string) {}

  endOf(mention: EntityMention): ConceptId {
    if (mention.concepts.length > 0) return identifierOf(mention);
    const id = unlinked(wording(this.text, mention).replace(/\s+/g, ' ').toLowerCase());
    this.#named.set(mention, id);
    return id;
  }

  /** The mention, with the id that `endOf` made for it. */
  named(mention: EntityMention): EntityMention {
    const id = this.#named.get(mention);
    return id === undefined ? mention : { ...mention, concepts: [{ id }] };
  }
}
