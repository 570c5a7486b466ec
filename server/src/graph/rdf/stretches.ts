import type { Quad } from 'n3';
import type { Span } from '../../text/span';
import { stretchIri } from './iris';
import { about, iri, text, whole } from './triples';

/** Describes stretches of documents as Web Annotation has them, each once. */
export class Stretches {
  readonly #described = new Set<string>();

  /**
   * @param span in code points, as Web Annotation counts
   * @param exact what stands there
   * @see https://www.w3.org/TR/annotation-model/ sections 4.2.4 and 4.2.5
   */
  *describe(document: string, span: Span, exact: string): Generator<Quad> {
    const stretch = stretchIri(document, span);
    if (this.#described.has(stretch)) return;
    this.#described.add(stretch);
    const place = `${span.start},${span.end}`;
    const [position, quote] = [`${document}#position=${place}`, `${document}#quote=${place}`];
    yield* about(stretch, 'oa:SpecificResource', {
      'oa:hasSource': iri(document),
      'oa:hasSelector': [iri(position), iri(quote)],
    });
    yield* about(position, 'oa:TextPositionSelector', {
      'oa:start': whole(span.start),
      'oa:end': whole(span.end),
    });
    yield* about(quote, 'oa:TextQuoteSelector', { 'oa:exact': text(exact) });
  }
}
