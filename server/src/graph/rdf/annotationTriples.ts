import type { Quad } from 'n3';
import { qualifiedConceptId } from '../../annotation/conceptId';
import { type AnnotatedDocument, type EntityMention, type Relation, wording } from '../../annotation/model';
import { CodePointIndex } from '../../text/codePoints';
import type { Span } from '../../text/span';
import { conceptIri, documentIri, relationIri, relationTypeIri, stretchIri } from './iris';
import { Stretches } from './stretches';
import { about, iri, score, text, truth } from './triples';

/**
 * One document's mentions and relations, each a Web Annotation of the stretch of text that it is about. Nothing is counted over documents,
 * so that documents can be written one by one.
 */
export function* annotationTriples(document: AnnotatedDocument): Generator<Quad> {
  const writing = new AnnotationWriting(document);
  yield* about(writing.document, 'biogloss:Document', { 'dcterms:identifier': text(document.id) });
  for (const [number, mention] of document.mentions.entries()) yield* writing.mention(mention, number);
  for (const [number, relation] of document.relations.entries()) yield* writing.relation(relation, number);
}

class AnnotationWriting {
  readonly document: string;
  readonly #text: string;
  readonly #codePoints: CodePointIndex;
  readonly #stretches = new Stretches();
  readonly #concepts = new Set<string>();

  constructor({ id, text }: AnnotatedDocument) {
    this.document = documentIri(id);
    this.#text = text;
    this.#codePoints = new CodePointIndex(text);
  }

  *mention(mention: EntityMention, number: number): Generator<Quad> {
    const { type, concepts, origin } = mention;
    yield* about(`${this.document}#mention=${number + 1}`, 'oa:Annotation', {
      'oa:motivatedBy': iri(`http://www.w3.org/ns/oa#${concepts.length > 0 ? 'identifying' : 'classifying'}`),
      'oa:hasBody': concepts.map(({ id }) => iri(conceptIri(id))),
      'oa:hasTarget': mention.spans.map((span) => iri(this.#stretch(span))),
      'biogloss:entityType': text(type),
      'biogloss:score': score(mention.score),
      'biogloss:origin': text(origin),
    });
    for (const { id, name } of concepts) yield* this.#concept(id, name ?? wording(this.#text, mention));
    for (const span of mention.spans) yield* this.#describe(span);
  }

  *relation(relation: Relation, number: number): Generator<Quad> {
    const { type, subject, object, evidence, origin, negated = false } = relation;
    const claim = relationIri({
      type,
      subject: qualifiedConceptId(subject),
      object: qualifiedConceptId(object),
      negated,
    });
    yield* about(claim, ['biogloss:Relation', 'rdf:Statement'], {
      'rdf:subject': iri(conceptIri(subject)),
      'rdf:predicate': iri(relationTypeIri(type)),
      'rdf:object': iri(conceptIri(object)),
      'biogloss:relationType': text(type),
      'biogloss:negated': truth(negated),
      'biogloss:claimedIn': iri(this.document),
    });
    const stretches = evidence.map(({ sentence }) => this.#stretch(sentence));
    const ends = (end: 'subject' | 'object') => evidence.map((each) => iri(this.#stretch(each[end])));
    yield* about(`${this.document}#relation=${number + 1}`, 'oa:Annotation', {
      'oa:motivatedBy': iri('http://www.w3.org/ns/oa#linking'),
      'oa:hasBody': iri(claim),
      'oa:hasTarget': stretches.length > 0 ? stretches.map(iri) : iri(this.document),
      'biogloss:subjectMention': ends('subject'),
      'biogloss:objectMention': ends('object'),
      'biogloss:score': score(relation.score),
      'biogloss:origin': text(origin),
    });
    for (const each of evidence)
      for (const span of [each.sentence, each.subject, each.object]) yield* this.#describe(span);
  }

  *#concept(id: string, name: string): Generator<Quad> {
    const address = conceptIri(id);
    if (this.#concepts.has(address)) return;
    this.#concepts.add(address);
    yield* about(address, 'skos:Concept', {
      'dcterms:identifier': text(qualifiedConceptId(id)),
      'skos:prefLabel': text(name),
    });
  }

  #describe(span: Span): Generator<Quad> {
    return this.#stretches.describe(
      this.document,
      this.#inCodePoints(span),
      this.#text.slice(span.start, span.end),
    );
  }

  #stretch(span: Span): string {
    return stretchIri(this.document, this.#inCodePoints(span));
  }

  #inCodePoints({ start, end }: Span): Span {
    return { start: this.#codePoints.fromUtf16(start), end: this.#codePoints.fromUtf16(end) };
  }
}
