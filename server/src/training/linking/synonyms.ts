import { conceptsOf, meaningOf } from '../../annotation/meaning';
import { type NamedConcepts, normaliseName } from '../../tasks/normalization/nameLexicon';
import type { Terminologies } from '../../terminology/terminologies';
import type { Synonyms } from './trainNameEncoder';

/** The names of each concept: those of the terminologies, and those that annotators of other corpora gave it. */
export function synonymsOf({ indexes }: Terminologies, annotated: readonly NamedConcepts[]): Synonyms[] {
  const names = new Map<string, Map<string, string>>();
  const add = (id: string, name: string) => {
    const known = names.get(id) ?? new Map<string, string>();
    const key = normaliseName(name);
    if (!known.has(key)) known.set(key, name);
    names.set(id, known);
  };
  for (const index of indexes)
    for (let concept = 0; concept < index.conceptCount; concept++) {
      const { first, end } = index.namesOf(concept);
      for (let name = first; name < end; name++) add(index.id(concept), index.name(name));
    }
  for (const { wording, concepts } of annotated) {
    const ids = conceptsOf(meaningOf(concepts));
    if (ids.length === 1) add(ids[0], wording);
  }
  return [...names.values()].map((each) => [...each.values()]);
}
