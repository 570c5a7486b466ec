import type { EntityMention, Evidence } from '../../annotation/model';
import type { Span } from '../../text/span';
import type { DocumentLayout } from './layout';

/** From places in a corpus file to those in the text of one of its documents. @param start where its stretch begins in the file */
export class TextOf {
  constructor(
    private readonly layout: DocumentLayout,
    private readonly start: number,
  ) {}

  /**
   * Stretches that only what the file has no place for stands between, as words on lines of their own, are one.
   * @returns undefined where they are not all text, or begin or end inside an escape
   */
  spans(places: readonly Span[]): [Span, ...Span[]] | undefined {
    const spans: Span[] = [];
    for (const place of places) {
      const [start, end] = [this.#at(place.start), this.#at(place.end)];
      if (start === undefined || end === undefined || start >= end) return undefined;
      const last = spans.at(-1);
      const isNext = last && this.layout.text.inFile({ start: last.end, end: start }).length === 0;
      if (isNext) spans[spans.length - 1] = { start: last.start, end };
      else spans.push({ start, end });
    }
    const [first, ...rest] = spans;
    const again = spans.flatMap((span) => this.layout.text.inFile(span));
    const isExact =
      again[0]?.start === places[0]!.start - this.start &&
      again[again.length - 1]?.end === places[places.length - 1]!.end - this.start;
    return isExact && first ? [first, ...rest] : undefined;
  }

  mention(mention: EntityMention): EntityMention | undefined {
    const spans = this.spans(mention.spans);
    return spans && { ...mention, spans };
  }

  /** What lies in another document or in none is left out. */
  evidence(evidence: readonly Evidence[]): Evidence[] {
    return evidence.flatMap(({ sentence, subject, object }): Evidence[] => {
      const [from, to] = [this.spans([subject]), this.spans([object])];
      if (!from || !to) return [];
      const hull = { start: Math.min(from[0].start, to[0].start), end: Math.max(from[0].end, to[0].end) };
      return [{ sentence: this.spans([sentence])?.[0] ?? hull, subject: from[0], object: to[0] }];
    });
  }

  #at(place: number): number | undefined {
    return this.layout.text.inText(place - this.start);
  }
}
