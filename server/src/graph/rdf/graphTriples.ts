import type { Quad } from 'n3';
import type { Span } from '../../text/span';
import type {
  GraphConcept,
  GraphDocument,
  GraphEvidence,
  GraphRelation,
  KnowledgeGraph,
  Provenance,
} from '../model';
import {
  conceptIri,
  documentIri,
  escaped,
  modelIri,
  relationIri,
  relationTypeIri,
  softwareIri,
  stretchIri,
} from './iris';
import { Stretches } from './stretches';
import { about, iri, score, text, truth, whole } from './triples';

/** The whole graph in the vocabularies of docs/knowledge-graph.md, subject by subject. */
export function* graphTriples(graph: KnowledgeGraph): Generator<Quad> {
  const documents = documentIris(graph.documents);
  yield* describeGraph(graph);
  for (const [number, document] of graph.documents.entries())
    yield* describeDocument(document, documents[number]);
  for (const concept of graph.concepts) yield* describeConcept(concept, documents);
  const stretches = new Stretches();
  for (const relation of graph.relations) {
    yield* describeRelation(relation, documents);
    for (const evidence of relation.evidence)
      yield* describeEvidence(relation, evidence, graph, documents, stretches);
  }
}

/** Documents of different files may have the same id, and are different documents. */
function documentIris(documents: readonly GraphDocument[]): string[] {
  const seen = new Map<string, number>();
  return documents.map(({ id }) => {
    const occurrence = (seen.get(id) ?? 0) + 1;
    seen.set(id, occurrence);
    return documentIri(id, occurrence);
  });
}

function* describeGraph({ provenance, documents, concepts, relations }: KnowledgeGraph): Generator<Quad> {
  const { version, model, given, minimumScore }: Provenance = provenance;
  yield* about('urn:biogloss:graph', ['biogloss:KnowledgeGraph', 'prov:Entity'], {
    'biogloss:documentCount': whole(documents.length),
    'biogloss:conceptCount': whole(concepts.length),
    'biogloss:relationCount': whole(relations.length),
    'prov:wasGeneratedBy': iri('urn:biogloss:analysis'),
  });
  yield* about('urn:biogloss:analysis', 'prov:Activity', {
    'prov:wasAssociatedWith': iri(softwareIri(version)),
    'prov:used': model === undefined ? undefined : iri(modelIri(model)),
    'biogloss:given': text(given),
    'biogloss:minimumScore': score(minimumScore),
  });
  yield* about(softwareIri(version), 'prov:SoftwareAgent', { 'rdfs:label': text(`BioGloss ${version}`) });
  if (model !== undefined) yield* about(modelIri(model), 'prov:Entity', { 'rdfs:label': text(model) });
}

const describeDocument = ({ id, source }: GraphDocument, document: string): Generator<Quad> =>
  about(document, 'biogloss:Document', {
    'dcterms:identifier': text(id),
    'dcterms:source': source === undefined ? undefined : text(source),
  });

const describeConcept = (concept: GraphConcept, documents: readonly string[]): Generator<Quad> =>
  about(conceptIri(concept.id), 'skos:Concept', {
    'dcterms:identifier': text(concept.id),
    'skos:prefLabel': text(concept.name),
    'skos:altLabel': concept.wordings
      .filter(({ text }) => text !== concept.name)
      .map((each) => text(each.text)),
    'biogloss:entityType': concept.types.map(text),
    'biogloss:mentionCount': whole(concept.mentionCount),
    'biogloss:documentCount': whole(concept.places.length),
    'biogloss:mentionedIn': concept.places.map(({ document }) => iri(documents[document])),
  });

function* describeRelation(relation: GraphRelation, documents: readonly string[]): Generator<Quad> {
  const { type, negated, claims, bestScore, meanScore, evidenceCount, evidence } = relation;
  const [subject, object] = [conceptIri(relation.subject), conceptIri(relation.object)];
  const predicate = relationTypeIri(type);
  yield* about(relationIri(relation), ['biogloss:Relation', 'rdf:Statement'], {
    'rdf:subject': iri(subject),
    'rdf:predicate': iri(predicate),
    'rdf:object': iri(object),
    'biogloss:relationType': text(type),
    'biogloss:negated': truth(negated),
    'biogloss:documentCount': whole(claims.length),
    'biogloss:evidenceCount': whole(evidenceCount),
    'biogloss:bestScore': score(bestScore),
    'biogloss:meanScore': score(meanScore),
    'biogloss:claimedIn': claims.map(({ document }) => iri(documents[document])),
    'biogloss:evidence': evidence.map((each) => iri(evidenceIri(relation, each, documents))),
  });
  // What is claimed, as a plain triple, so that a query can follow it.
  if (!negated) yield* about(subject, [], { [predicate]: iri(object) });
}

function* describeEvidence(
  relation: GraphRelation,
  evidence: GraphEvidence,
  graph: KnowledgeGraph,
  documents: readonly string[],
  stretches: Stretches,
): Generator<Quad> {
  const document = documents[evidence.document];
  const [sentence, subject, object] = [evidence.sentence, evidence.subject, evidence.object].map((quote) => ({
    span: codePoints(quote, graph.documents[evidence.document]),
    exact: quote.text,
  }));
  yield* about(evidenceIri(relation, evidence, documents), 'oa:Annotation', {
    'oa:motivatedBy': iri('http://www.w3.org/ns/oa#linking'),
    'oa:hasBody': iri(relationIri(relation)),
    'oa:hasTarget': iri(stretchIri(document, sentence.span)),
    'biogloss:subjectMention': iri(stretchIri(document, subject.span)),
    'biogloss:objectMention': iri(stretchIri(document, object.span)),
    'biogloss:score': score(evidence.score),
  });
  for (const { span, exact } of [sentence, subject, object]) yield* stretches.describe(document, span, exact);
}

/** Of one relation, one document and two mentions there is one piece of evidence. */
const evidenceIri = (
  relation: GraphRelation,
  { document, subject, object }: GraphEvidence,
  documents: readonly string[],
): string =>
  `${relationIri(relation)}#${escaped(documents[document])}:${subject.start}-${subject.end}:${object.start}-${object.end}`;

/** A span in UTF-16 units as one in code points. */
function codePoints({ start, end }: Span, { surrogatePairs = [] }: GraphDocument): Span {
  const fromUtf16 = (offset: number) => offset - countBelow(surrogatePairs, offset);
  return { start: fromUtf16(start), end: fromUtf16(end) };
}

/** How many of some rising numbers are below a limit: a text may be all emoji. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
