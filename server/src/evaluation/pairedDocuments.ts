import type { AnnotatedDocument } from '../annotation/model';

/**
 * Each gold document with its prediction, by their ids; where an id occurs several times, the first with the first and so on. One that was not
 * predicted is paired with an empty one.
 */
export function pairedDocuments(
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
): (readonly [gold: AnnotatedDocument, predicted: AnnotatedDocument])[] {
  const waiting = new Map<string, AnnotatedDocument[]>();
  for (const document of predicted) {
    const ofId = waiting.get(document.id);
    if (ofId) ofId.push(document);
    else waiting.set(document.id, [document]);
  }
  return gold.map((document) => [
    document,
    waiting.get(document.id)?.shift() ?? { ...document, mentions: [], relations: [] },
  ]);
}
