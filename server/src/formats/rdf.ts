import { annotationTriples } from '../graph/rdf/annotationTriples';
import { turtle } from '../graph/rdf/turtle';
import type { Format } from './format';

/** Each document begins with the prefixes again, which Turtle allows; so they can be written one by one. */
export const rdf: Format = {
  id: 'rdf',
  title: 'Web Annotations in RDF Turtle',
  extensions: ['.ttl'],
  write: (documents) =>
    documents.map((document) => [...turtle(annotationTriples(document))].join('')).join(''),
  between: '',
};
