import type { AnnotatedDocument } from '../../annotation/model';
import { overlapsOf } from './overlaps';

/**
 * Which documents belong together: versions of one text, and parts of one article, which have one id.
 * @returns for each document the number of its group: the place of one of its documents
 */
export function* groupsOf(
  documents: readonly Pick<AnnotatedDocument, 'id' | 'text'>[],
): Generator<void, number[]> {
  const parent = documents.map((_, place) => place);
  const rootOf = (place: number): number => {
    while (parent[place] !== place) {
      // Each step shortens the way for the next who asks.
      parent[place] = parent[parent[place]];
      place = parent[place];
    }
    return place;
  };
  const join = (one: number, other: number) => {
    parent[rootOf(one)] = rootOf(other);
  };
  const firstOfId = new Map<string, number>();
  for (const [place, { id }] of documents.entries()) {
    const first = firstOfId.get(id);
    if (first === undefined) firstOfId.set(id, place);
    else join(place, first);
  }
  const texts = documents.map(({ text }) => ({ text, part: 0 }));
  for (const { document, other, isVersion, isShort } of yield* overlapsOf(texts, 1))
    if (isVersion && !isShort) join(document, other);
  return documents.map((_, place) => rootOf(place));
}
