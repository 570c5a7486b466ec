import { qualifiedConceptId } from '../../annotation/conceptId';
import type { AnnotatedDocument } from '../../annotation/model';
import type { NamedConcepts } from '../../tasks/normalization/nameLexicon';
import type { Terminologies } from '../../terminology/terminologies';
import { namedConcepts } from '../examples';
import { learnConceptTypes } from './conceptTypes';

/**
 * Names of other corpora that the linker may learn from: those whose concepts the terminologies hold, by the terminologies' types.
 * @param known documents that are learned from themselves or that figures are measured on: what is in another corpus as well, by id or by
 * text, is left out there
 */
export function* otherNames(
  corpus: readonly AnnotatedDocument[],
  known: readonly AnnotatedDocument[],
  terminologies: Terminologies,
): Generator<NamedConcepts> {
  const ids = new Set(known.map(({ id }) => id));
  const texts = new Set(known.map(({ text }) => fingerprint(text)));
  const documents = corpus.filter(({ id, text }) => !ids.has(id) && !texts.has(fingerprint(text)));
  const types = learnConceptTypes(namedConcepts(documents), terminologies);
  for (const { wording, type, concepts } of namedConcepts(documents)) {
    const conceptType = types.get(type);
    const qualified = concepts.map((id) => qualifiedConceptId(id.replace(/^O[MI]+M_/, 'OMIM:')));
    if (conceptType && qualified.every((id) => terminologies.find(id)))
      yield { wording, type: conceptType, concepts: qualified };
  }
}

/** Letters and digits at the beginning of a text: corpora differ in spaces, brackets around titles and entities. */
const fingerprint = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')
    .slice(0, 100);
