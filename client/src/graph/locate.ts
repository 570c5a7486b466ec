import type { Place } from './messages';

/**
 * Where in a file's text a document says something. The offsets are right for plain texts; the documents of a corpus stand somewhere in their
 * file, with other line ends or a byte order mark all may be shifted, and a file may have changed since it was read. So what is said is sought
 * near to where it should be.
 * @param places stretches of the document in UTF-16 units, what is wanted most first
 * @returns the first of them that is found; else the document's id; undefined where not even this is in the file
 */
export function locate(
  text: string,
  documentId: string,
  places: readonly Place[],
): { start: number; end: number } | undefined {
  const from = startOf(text, documentId);
  for (const place of places) {
    const start =
      place.text === undefined
        ? atOffset(text, from, place)
        : nearest(text, place.text, (from ?? 0) + place.start);
    if (start !== undefined) return { start, end: start + place.end - place.start };
  }
  return from === undefined ? undefined : { start: from, end: from + documentId.length };
}

/** A stretch whose text is not known is believed where the file holds one document alone. */
const atOffset = (text: string, from: number | undefined, { start, end }: Place): number | undefined =>
  from === undefined && end <= text.length ? start : undefined;

function startOf(text: string, id: string): number | undefined {
  const escaped = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const titleLine = new RegExp(`^\\uFEFF?${escaped}\\|t\\|`, 'm').exec(text);
  if (titleLine) return titleLine.index;
  const word = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').exec(text);
  return word?.index;
}

function nearest(text: string, wanted: string, expected: number): number | undefined {
  const after = text.indexOf(wanted, Math.max(0, expected));
  const before = text.lastIndexOf(wanted, Math.max(0, expected));
  if (after < 0) return before < 0 ? undefined : before;
  return before >= 0 && expected - before <= after - expected ? before : after;
}
