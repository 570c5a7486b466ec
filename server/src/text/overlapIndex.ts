import { bySpan, countUntil, type Span } from './span';

/** Things that have a span, asked which of them share a unit with another one. Costs a search and what is near, not all that there is. */
export class OverlapIndex<Item> {
  readonly #items: readonly Item[];
  readonly #spans: readonly Span[];
  /** How far the spans up to each reach: before one that ends too early, a longer one may reach far enough. */
  readonly #reach: number[] = [];

  constructor(items: readonly Item[], spanOf: (item: Item) => Span) {
    const sorted = items.map((item) => ({ item, span: spanOf(item) })).sort((a, b) => bySpan(a.span, b.span));
    this.#items = sorted.map(({ item }) => item);
    this.#spans = sorted.map(({ span }) => span);
    let reach = 0;
    for (const { end } of this.#spans) {
      reach = Math.max(reach, end);
      this.#reach.push(reach);
    }
  }

  /** Those that share at least one unit with a stretch, in order of reading. */
  overlapping({ start, end }: Span): Item[] {
    const found: Item[] = [];
    let at = countUntil(this.#spans, (span) => span.start >= end) - 1;
    for (; at >= 0 && this.#reach[at] > start; at--)
      if (this.#spans[at].end > start) found.push(this.#items[at]);
    return found.reverse();
  }
}
