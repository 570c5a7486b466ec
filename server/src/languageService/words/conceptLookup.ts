import { qualifiedConceptId } from '../../annotation/conceptId';
import type { ConceptId } from '../../annotation/model';
import type { ConceptView } from '../../protocol/words';
import { searchConcepts } from '../../terminology/conceptSearch';
import { nameKey } from '../../terminology/names/nameKey';
import type { ConceptRef, Terminologies } from '../../terminology/terminologies';
import type { WordsSource } from './wordsSource';

/** Concepts by what a person types: their own before those of the terminologies. */
export class ConceptLookup {
  constructor(
    private readonly terminologies: { readonly current: Terminologies },
    private readonly words: WordsSource,
  ) {}

  /** @param type concepts of this type alone; of all where absent */
  search(query: string, most: number, type?: string): ConceptView[] {
    const own = this.#own(query, type);
    const known = new Set(own.map(({ id }) => id));
    const accepts = ({ index, concept }: ConceptRef) =>
      (type === undefined || index.types(concept).includes(type)) && !known.has(index.id(concept));
    const found = searchConcepts(this.terminologies.current, query, most, accepts);
    return [
      ...own,
      ...found.map(({ index, concept, name }) => viewOf({ index, concept }, index.name(name))),
    ].slice(0, most);
  }

  /** The concept of an id; undefined where nothing knows it. */
  find(given: ConceptId): (ConceptView & { readonly ref?: ConceptRef }) | undefined {
    const id = qualifiedConceptId(given);
    const defined = this.words.rows.find(({ word }) => word.action === 'define' && word.concepts?.[0] === id);
    if (defined) return { id, name: defined.word.name, types: [defined.word.type!] };
    const ref = this.terminologies.current.find(id);
    return ref && { ...viewOf(ref), ref };
  }

  #own(query: string, type: string | undefined): ConceptView[] {
    const typed = query.trim().toLowerCase();
    if (typed === '') return [];
    const key = nameKey(query);
    return this.words.rows.flatMap(({ word }) => {
      if (word.action !== 'define' || (type !== undefined && word.type !== type)) return [];
      const id = word.concepts![0]!;
      const fits =
        id.toLowerCase().startsWith(typed) || nameKey(word.name).startsWith(key === '' ? typed : key);
      return fits ? [{ id, name: word.name, types: [word.type!] }] : [];
    });
  }
}

function viewOf({ index, concept }: ConceptRef, synonym?: string): ConceptView {
  const name = index.preferredName(concept);
  return {
    id: index.id(concept),
    name,
    types: index.types(concept),
    ...(synonym !== undefined && synonym !== name && { synonym }),
    terminology: index.meta.name,
  };
}
