import type { Annotations, EntityMention } from '../annotation/model';
import { conceptSet } from './conceptSet';

/** The mentions of a document by the concepts that they mean, in the document's order; of a composite id by each of its parts. */
export function conceptMentions({ mentions }: Pick<Annotations, 'mentions'>): Map<string, EntityMention[]> {
  const byConcept = new Map<string, EntityMention[]>();
  for (const mention of mentions)
    for (const id of conceptSet(mention.concepts)) {
      const named = byConcept.get(id);
      if (named) named.push(mention);
      else byConcept.set(id, [mention]);
    }
  return byConcept;
}
