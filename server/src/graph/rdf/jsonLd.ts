import type { Quad, Quad_Object } from 'n3';
import { vocabulary } from './iris';

type Node = Record<string, unknown>;

/**
 * Triples as JSON-LD 1.1 in flattened form, in pieces: a context with the prefixes, and a node for each run of triples with one subject.
 * Predicates and types are shortened by the prefixes, addresses of things are whole.
 */
export function* jsonLd(triples: Iterable<Quad>): Generator<string> {
  yield `{\n"@context": ${JSON.stringify(vocabulary)},\n"@graph": [`;
  let separator = '\n';
  for (const node of nodes(triples)) {
    yield separator + JSON.stringify(node);
    separator = ',\n';
  }
  yield '\n]\n}\n';
}

function* nodes(triples: Iterable<Quad>): Generator<Node> {
  let node: Node | undefined;
  for (const { subject, predicate, object } of triples) {
    if (node?.['@id'] !== subject.value) {
      if (node) yield node;
      node = { '@id': subject.value };
    }
    const isType = predicate.value === `${vocabulary.rdf}type`;
    const key = isType ? '@type' : shortened(predicate.value);
    const values = (node[key] as unknown[] | undefined) ?? [];
    values.push(isType ? shortened(object.value) : jsonValue(object));
    node[key] = values;
  }
  if (node) yield node;
}

/** Numbers that are not whole keep their digits as a string: a JSON number would come back as a binary fraction. */
function jsonValue(object: Quad_Object): unknown {
  if (object.termType !== 'Literal') return { '@id': object.value };
  const { value, datatype } = object;
  if (datatype.value === `${vocabulary.xsd}string`) return value;
  if (datatype.value === `${vocabulary.xsd}integer`) return Number(value);
  if (datatype.value === `${vocabulary.xsd}boolean`) return value === 'true';
  return { '@value': value, '@type': shortened(datatype.value) };
}

function shortened(iri: string): string {
  const found = Object.entries(vocabulary).find(([, namespace]) => iri.startsWith(namespace));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}
