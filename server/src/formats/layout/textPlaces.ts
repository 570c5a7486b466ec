import type { Span } from '../../text/span';

/** A run of a document's text and where it stands; both of the same length where it stands there as it is, else as one escape. */
interface Run {
  readonly text: Span;
  readonly place: Span;
  /** An escape whose last character is the text's. */
  readonly endsAsItIs?: boolean;
}

/** Where a document's text stands in its file: as it is, or with characters that the format writes in another way. */
export class TextPlaces {
  readonly #runs: Run[] = [];
  #length = 0;

  /** Adds what follows in the text, as it stands in the file. @param place where it begins */
  add(length: number, place: number): void {
    if (length > 0) this.#push(length, { start: place, end: place + length });
  }

  /** Adds units of text that the file has no place for. */
  skip(length: number): void {
    this.#length += length;
  }

  /** Adds what a stretch of the file stands for, with its escapes. @param escapes how the format writes them; @param meaning what one stands for */
  addEscaped(raw: string, place: number, escapes: RegExp, meaning: (written: string) => string): void {
    let at = 0;
    for (const { 0: written, index } of raw.matchAll(escapes)) {
      this.add(index - at, place + at);
      const text = meaning(written);
      at = index + written.length;
      // A character behind a backslash stands for itself.
      const isItself = written.length === 2 && text === written[1];
      if (text.length > 0) this.#push(text.length, { start: place + index, end: place + at }, isItself);
    }
    this.add(raw.length - at, place + at);
  }

  /** The stretches of the file that hold a span of the text, those that follow one another put together. */
  inFile({ start, end }: Span): Span[] {
    const found: Span[] = [];
    for (let index = this.#firstAfter('text', start); index < this.#runs.length; index++) {
      const { text, place } = this.#runs[index]!;
      if (text.start >= end) break;
      const isAsItIs = text.end - text.start === place.end - place.start;
      const stretch = isAsItIs
        ? {
            start: place.start + Math.max(0, start - text.start),
            end: place.end - Math.max(0, text.end - end),
          }
        : place;
      const last = found[found.length - 1];
      if (last?.end === stretch.start) found[found.length - 1] = { start: last.start, end: stretch.end };
      else found.push(stretch);
    }
    return found;
  }

  /** The unit of the text that stands at a place of the file; behind the last one of a run, too, as a cursor does. */
  inText(place: number): number | undefined {
    const after = this.#firstAfter('place', place);
    for (const run of [this.#runs[after], this.#runs[after - 1]]) {
      if (!run || place < run.place.start || place > run.place.end) continue;
      const within = place - run.place.start;
      return Math.min(run.text.end, run.text.start + within);
    }
    return undefined;
  }

  /** Each stretch of the file that holds a part of a span as it is, with that part. */
  *asTheyAre({ start, end }: Span): Generator<{ readonly text: Span; readonly place: Span }> {
    for (let index = this.#firstAfter('text', start); index < this.#runs.length; index++) {
      const { text, place, endsAsItIs } = this.#runs[index]!;
      if (text.start >= end) return;
      if (endsAsItIs) yield { text, place: { start: place.end - 1, end: place.end } };
      if (text.end - text.start !== place.end - place.start) continue;
      const [before, after] = [Math.max(0, start - text.start), Math.max(0, text.end - end)];
      yield {
        text: { start: text.start + before, end: text.end - after },
        place: { start: place.start + before, end: place.end - after },
      };
    }
  }

  /** The first run that ends behind an offset. */
  #firstAfter(side: 'text' | 'place', offset: number): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#runs[middle]![side].end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #push(length: number, place: Span, endsAsItIs = false): void {
    const text = { start: this.#length, end: this.#length + length };
    this.#runs.push({ text, place, ...(endsAsItIs && { endsAsItIs }) });
    this.#length += length;
  }
}
