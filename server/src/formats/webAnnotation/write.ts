import type { AnnotatedDocument, ConceptLink, EntityMention, Relation } from '../../annotation/model';
import { conceptIri, documentIri } from '../../graph/rdf/iris';
import type { Span } from '../../text/span';
import { detailsOfMention, detailsOfRelation, plainPassages } from '../details';
import { codePoints, type Offsets } from '../offsets';

export const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** What the standard has no word for is JSON in one property, `details`; texts are told beside the annotations, so that the file can be read by itself. */
const ownTerms = {
  biogloss: 'urn:biogloss:term:',
  documents: 'biogloss:documents',
  identifier: 'http://purl.org/dc/terms/identifier',
  details: { '@id': 'biogloss:details', '@type': '@json' },
};

/** How much of the text before and behind a quote is told, in UTF-16 units. */
const CONTEXT_UNITS = 32;

/**
 * Writes a page of Web Annotations in JSON-LD: each mention an annotation that classifies and identifies a stretch of its document by position (in code
 * points) and quote, each relation one that links two concepts.
 * @see https://www.w3.org/TR/annotation-model/ sections 3.2 (bodies), 4.2 (selectors) and 5 (pages)
 */
export function writeWebAnnotations(documents: readonly AnnotatedDocument[]): string {
  const times = new Map<string, number>();
  const written = documents.map((document) => {
    const time = (times.get(document.id) ?? 0) + 1;
    times.set(document.id, time);
    return new DocumentWriting(document, documentIri(document.id, time));
  });
  const page = {
    '@context': [CONTEXT, ownTerms],
    type: 'AnnotationPage',
    items: written.flatMap((each) => each.annotations()),
    documents: written.map((each) => each.source()),
  };
  return `${JSON.stringify(page, undefined, 1)}\n`;
}

class DocumentWriting {
  readonly #offsets: Offsets;

  constructor(
    private readonly document: AnnotatedDocument,
    private readonly iri: string,
  ) {
    this.#offsets = codePoints(document.text);
  }

  source() {
    const { id, text, attributes, passages } = this.document;
    const details = { passages: plainPassages(passages, this.#offsets), ...(attributes && { attributes }) };
    return { id: this.iri, type: 'Text', format: 'text/plain', identifier: id, value: text, details };
  }

  annotations() {
    const { mentions, relations } = this.document;
    return [
      ...mentions.map((mention, index) => this.#mention(mention, `${this.iri}#mention=${index + 1}`)),
      ...relations.map((relation, index) => this.#relation(relation, `${this.iri}#relation=${index + 1}`)),
    ];
  }

  #mention(mention: EntityMention, id: string) {
    const { type, concepts, spans } = mention;
    const targets = spans.map((span) => this.#target(span));
    return {
      id,
      type: 'Annotation',
      motivation: concepts.length > 0 ? 'identifying' : 'classifying',
      body: [classifying(type), ...concepts.map(identifying), ...commenting(mention)],
      target: targets.length === 1 ? targets[0] : targets,
      details: withoutNote(detailsOfMention(mention)),
    };
  }

  #relation(relation: Relation, id: string) {
    const { type, subject, object, evidence } = relation;
    const sentences = evidence.map(({ sentence }) => this.#target(sentence));
    return {
      id,
      type: 'Annotation',
      motivation: 'linking',
      body: [
        classifying(type),
        identifying({ id: subject }),
        identifying({ id: object }),
        ...commenting(relation),
      ],
      target: sentences.length > 0 ? sentences : this.iri,
      details: { subject, object, ...withoutNote(detailsOfRelation(relation, this.#offsets)) },
    };
  }

  #target(span: Span) {
    const { text } = this.document;
    const [start, end] = this.#offsets.pair(span);
    const quote = {
      type: 'TextQuoteSelector',
      exact: text.slice(span.start, span.end),
      prefix: whole(text.slice(Math.max(0, span.start - CONTEXT_UNITS), span.start)),
      suffix: whole(text.slice(span.end, span.end + CONTEXT_UNITS)),
    };
    return {
      type: 'SpecificResource',
      source: this.iri,
      selector: [{ type: 'TextPositionSelector', start, end }, quote],
    };
  }
}

/** Without the half of a character that a cut may leave at either end. */
const whole = (text: string): string => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');

const classifying = (value: string) => ({ type: 'TextualBody', purpose: 'classifying', value });

const identifying = ({ id }: ConceptLink) => ({
  type: 'SpecificResource',
  purpose: 'identifying',
  source: conceptIri(id),
});

const commenting = ({ attributes }: EntityMention | Relation) =>
  attributes?.['note'] === undefined
    ? []
    : [{ type: 'TextualBody', purpose: 'commenting', value: attributes['note'] }];

/** A note is a body of its own. */
function withoutNote<T extends { attributes?: Record<string, string> }>({ attributes, ...details }: T) {
  const { note: _, ...others } = attributes ?? {};
  return Object.keys(others).length > 0 ? { ...details, attributes: others } : details;
}
