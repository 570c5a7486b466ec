import { unnamedEnds } from '../../formats/relationEnds';
import { counted } from '../../platform/counted';
import type { FindingPlace } from '../model';
import { type Check, found } from './check';

/** Relations of concepts that no mention of their document has: nothing in the text stands for them, and they are not learned. */
export const relationEnds: Check = function* ({ documents }) {
  const places: FindingPlace[] = [];
  let relations = 0;
  for (const { document, source } of documents) {
    relations += document.relations.length;
    for (const { relation, missing } of unnamedEnds(document))
      places.push({
        ...source.ofAnnotation(document, relation),
        message: `no mention of document ${document.id} has this id: ${relation.type} of ${relation.subject} and ${relation.object}`,
        text: missing.join(', '),
      });
    yield;
  }
  return found(
    {
      kind: 'relationEnd',
      severity: 'warning',
      title: 'Relations of ids without a mention',
      message: `${counted(places.length, 'relation')} of ${relations.toLocaleString('en')} ${places.length === 1 ? 'joins an id' : 'join ids'} that no mention of the document has. Nothing is learned from ${places.length === 1 ? 'it' : 'them'}, and no model can find ${places.length === 1 ? 'it' : 'them'}.`,
    },
    places,
  );
};
