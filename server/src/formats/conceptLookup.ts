import { qualifiedConceptId } from '../annotation/conceptId';
import type { ConceptId } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';

/** What may be the matter with an id that no terminology has, for a sentence. */
export const whyUnknown = 'gone, mistyped, or of another terminology';

/** Whether ids of a corpus are those of a terminology: each is looked up once. One check asks it of files that are open, another of whole corpora. */
export class ConceptLookup {
  readonly #answers = new Map<ConceptId, boolean>();

  /** @param has whether a terminology in use has a concept, by its id with prefix */
  constructor(private readonly has: (id: string) => boolean) {}

  /** @returns undefined for an id that is a name's own words: no terminology is meant */
  isKnown(id: ConceptId): boolean | undefined {
    if (isUnlinked(id)) return undefined;
    const answer = this.#answers.get(id) ?? this.has(qualifiedConceptId(id));
    this.#answers.set(id, answer);
    return answer;
  }
}

/** A type of which no id is known has ids of another terminology, which is one thing to tell and not a thousand. @param known how many of its ids are known */
export const isForeign = (known: number): boolean => known === 0;
