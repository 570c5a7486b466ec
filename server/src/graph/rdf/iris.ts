import { qualifiedConceptId } from '../../annotation/conceptId';
import type { ConceptId } from '../../annotation/model';
import type { Span } from '../../text/span';
import type { RelationKey } from '../mergedRelation';

/** Terminologies that have published addresses for their concepts: form of the id → address. */
const published: readonly (readonly [RegExp, (accession: string) => string])[] = [
  [/^MESH:([CD]\d{6,9})$/, (ui) => `http://id.nlm.nih.gov/mesh/${ui}`],
  [/^OMIM:(\d{6})$/, (number) => `https://identifiers.org/mim:${number}`],
  [/^(?:NCBIGene|Gene):(\d+)$/i, (number) => `https://identifiers.org/ncbigene:${number}`],
  [/^HGNC:(\d+)$/, (number) => `https://identifiers.org/hgnc:${number}`],
  [/^UMLS:(C\d{7})$/, (cui) => `https://identifiers.org/umls:${cui}`],
  [
    /^((?:CHEBI|DOID|HP|MONDO|GO|UBERON|CL):\d+)$/,
    (id) => `http://purl.obolibrary.org/obo/${id.replace(':', '_')}`,
  ],
];

/** Names of our own; they are names only, nothing is served there. */
const own = (kind: string, ...parts: readonly string[]): string =>
  ['urn:biogloss', kind, ...parts.map(escaped)].join(':');

/**
 * Any text as a part of an IRI: what is not a letter of ASCII, a digit, `-`, `.`, `_` or `~` is percent-encoded, so that no text can break out
 * of its place. Half of a surrogate pair, which is no character, becomes U+FFFD.
 */
export const escaped = (text: string): string =>
  encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** The address of a concept's public record in RDF, or a name of our own where its terminology has none. */
export function conceptIri(id: ConceptId): string {
  const qualified = qualifiedConceptId(id);
  for (const [form, address] of published) {
    const match = form.exec(qualified);
    if (match) return address(match[1]);
  }
  return own('concept', qualified);
}

/** @param occurrence from 2 on where documents before it have the same id */
export const documentIri = (id: string, occurrence = 1): string =>
  occurrence === 1 ? own('document', id) : own('document', id, String(occurrence));

export const relationIri = ({ type, subject, object, negated }: RelationKey): string =>
  own('relation', type, subject, object, ...(negated ? ['negated'] : []));

export const relationTypeIri = (type: string): string => `${vocabulary.relationType}${escaped(type)}`;

export const modelIri = (model: string): string => own('model', model);
export const softwareIri = (version: string): string => own('software', version);

/** A stretch of a document. @param span in code points @see RFC 5147, section 2.2.1, for the fragment */
export const stretchIri = (document: string, { start, end }: Span): string =>
  `${document}#char=${start},${end}`;

/** Namespaces by their prefix. */
export const vocabulary = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  oa: 'http://www.w3.org/ns/oa#',
  prov: 'http://www.w3.org/ns/prov#',
  dcterms: 'http://purl.org/dc/terms/',
  biogloss: 'urn:biogloss:term:',
  relationType: 'urn:biogloss:relation-type:',
} as const;
