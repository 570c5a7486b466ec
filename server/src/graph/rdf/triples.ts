import type { Quad, Quad_Object } from 'n3';
import DataFactory from 'n3/lib/N3DataFactory';
import { vocabulary, wellFormed } from './iris';

const { namedNode, literal, quad } = DataFactory;

/** The properties of one subject: `skos:prefLabel` and its like → one value or several. Undefined says nothing. */
export type Properties = Readonly<Record<string, Value | readonly Value[] | undefined>>;
export type Value = Quad_Object;

export const iri = (address: string): Value => namedNode(address);
export const text = (value: string): Value => literal(wellFormed(value));
export const whole = (value: number): Value => literal(String(value), namedNode(`${vocabulary.xsd}integer`));
export const truth = (value: boolean): Value => literal(String(value), namedNode(`${vocabulary.xsd}boolean`));

/** A score with six digits; nothing where there is none. */
export const score = (value: number | undefined): Value | undefined =>
  value === undefined
    ? undefined
    : literal(String(Number(value.toFixed(6))), namedNode(`${vocabulary.xsd}decimal`));

/** @param name with one of the prefixes of `vocabulary`, or a whole IRI where the prefix is none of them */
export function expanded(name: string): string {
  const [prefix, ...rest] = name.split(':');
  return Object.hasOwn(vocabulary, prefix)
    ? vocabulary[prefix as keyof typeof vocabulary] + rest.join(':')
    : name;
}

/** All that is said of one subject, in order, so that writers can group it. */
export function* about(
  subject: string,
  type: string | readonly string[],
  properties: Properties,
): Generator<Quad> {
  const node = namedNode(subject);
  for (const each of [type].flat())
    yield quad(node, namedNode(`${vocabulary.rdf}type`), namedNode(expanded(each)));
  for (const [name, values] of Object.entries(properties)) {
    if (values === undefined) continue;
    const predicate = namedNode(expanded(name));
    for (const value of [values].flat() as Value[]) yield quad(node, predicate, value);
  }
}
