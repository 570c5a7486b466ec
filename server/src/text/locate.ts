import type { Span } from './span';

/** A stretch of a document in UTF-16 units, with its wording where that is known. */
export interface Place extends Span {
  readonly text?: string;
}

/**
 * Where in a file's text its documents say something. Offsets of a document are right for plain texts; the documents of a corpus stand somewhere in
 * their file, with other line ends or a byte order mark all may be shifted, and a file may have changed since it was read. So what is said is sought
 * near to where it should be.
 */
export class LocatedFile {
  readonly #starts = new Map<string, number | undefined>();

  constructor(private readonly text: string) {}

  /**
   * @param places stretches of the document, what is wanted most first
   * @returns the first of them that is found; else the document's id; undefined where not even this is in the file
   */
  find(documentId: string, places: readonly Place[]): Span | undefined {
    const from = this.#startOf(documentId);
    for (const place of places) {
      const start =
        place.text === undefined
          ? this.#atOffset(from, place)
          : this.#nearest(place.text, from ?? 0, place.start);
      if (start !== undefined) return { start, end: start + place.end - place.start };
    }
    return from === undefined ? undefined : { start: from, end: from + documentId.length };
  }

  #startOf(id: string): number | undefined {
    if (!this.#starts.has(id)) this.#starts.set(id, startOf(this.text, id));
    return this.#starts.get(id);
  }

  /** A stretch whose text is not known is believed where the file holds one document alone. */
  #atOffset(from: number | undefined, { start, end }: Span): number | undefined {
    return from === undefined && end <= this.text.length ? start : undefined;
  }

  /** Before the document's start is looked only where nothing is behind it. */
  #nearest(wanted: string, from: number, offset: number): number | undefined {
    const expected = from + Math.max(0, offset);
    const after = this.text.indexOf(wanted, expected);
    // Farther before than it was found behind, nothing is nearer: a long file is not searched to its start each time.
    const earliest = after < 0 ? from : Math.max(from, expected - (after - expected));
    const before = this.text.slice(earliest, expected + wanted.length).lastIndexOf(wanted);
    if (before >= 0) return earliest + before;
    if (after >= 0) return after;
    const anywhere = this.text.lastIndexOf(wanted);
    return anywhere < 0 ? undefined : anywhere;
  }
}

/** As `LocatedFile`, for a file that is asked once. */
export const locate = (text: string, documentId: string, places: readonly Place[]): Span | undefined =>
  new LocatedFile(text).find(documentId, places);

function startOf(text: string, id: string): number | undefined {
  const escaped = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const titleLine = new RegExp(`^\\uFEFF?${escaped}\\|t\\|`, 'm').exec(text);
  if (titleLine) return titleLine.index;
  const word = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').exec(text);
  return word?.index;
}
