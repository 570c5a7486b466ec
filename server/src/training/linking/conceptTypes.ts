import { qualifiedConceptId } from '../../annotation/conceptId';
import type { AnnotatedDocument } from '../../annotation/model';
import type { NamedConcepts } from '../../tasks/normalization/nameLexicon';
import type { Terminologies } from '../../terminology/terminologies';
import { namedConcepts } from '../examples';

/** Which type of concepts mentions of a type name, where the terminologies call it otherwise: `SpecificDisease` → `Disease`. */
export type ConceptTypes = ReadonlyMap<string, string>;

/**
 * Learned from annotated concepts: each entity type goes with the terminologies' type that most of its concepts have. A type that is
 * theirs too stands for itself; one whose concepts they mostly lack is left out.
 */
export function learnConceptTypes(
  named: Iterable<NamedConcepts>,
  terminologies: Terminologies,
): ConceptTypes {
  const known = new Set(terminologies.indexes.flatMap(({ meta }) => meta.typeSets.flat()));
  const votes = new Map<string, Map<string, number>>();
  const seen = new Map<string, number>();
  for (const { type, concepts } of named)
    for (const id of concepts) {
      seen.set(type, (seen.get(type) ?? 0) + 1);
      const concept = terminologies.find(qualifiedConceptId(id));
      const counts = votes.get(type) ?? new Map<string, number>();
      for (const each of concept ? concept.index.types(concept.concept) : [])
        counts.set(each, (counts.get(each) ?? 0) + 1);
      votes.set(type, counts);
    }
  const chosen = new Map<string, string>();
  for (const [type, counts] of votes) {
    const [most, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
    if (known.has(type)) chosen.set(type, type);
    else if (count > seen.get(type)! / 2) chosen.set(type, most);
  }
  return chosen;
}

/** Annotated names by the terminologies' types. Types that the terminologies do not know stay as they are. */
export function* named(
  documents: readonly AnnotatedDocument[],
  types: ConceptTypes,
): Generator<NamedConcepts> {
  for (const each of namedConcepts(documents)) yield { ...each, type: types.get(each.type) ?? each.type };
}
