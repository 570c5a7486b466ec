import type { ConceptId } from '../../annotation/model';
import type { WebAnnotation } from './schema';

/** The type that bodies give: a class, else a tag, else the annotation's plain text. */
export function typeOf({ body = [], bodyValue }: WebAnnotation): string {
  const of = (purpose: string) => body.find((each) => 'value' in each && each.purpose === purpose);
  const told = of('classifying') ?? of('tagging');
  return (told && 'value' in told && told.value) || bodyValue || 'Entity';
}

/** Concepts by the addresses of bodies that identify. */
export const conceptsOfBodies = ({ body = [] }: WebAnnotation): { id: ConceptId }[] =>
  body.flatMap((each) => {
    const address = 'source' in each ? (each.source ?? each.id) : each.id;
    const isValue = 'value' in each && each.value !== undefined;
    return address === undefined || isValue ? [] : [{ id: conceptOf(address) }];
  });

const addresses: readonly (readonly [RegExp, (accession: string) => ConceptId])[] = [
  [/^https?:\/\/id\.nlm\.nih\.gov\/mesh\/([CD]\d{6,9})$/, (ui) => `MESH:${ui}`],
  [/^https?:\/\/purl\.obolibrary\.org\/obo\/([A-Za-z]+_\d+)$/, (name) => name.replace('_', ':')],
  [/^https?:\/\/identifiers\.org\/([a-z]+:\S+)$/, (curie) => curie],
];

/** The id of an address that a terminology has published; else the address itself. */
function conceptOf(address: string): ConceptId {
  for (const [form, id] of addresses) {
    const match = form.exec(address);
    if (match) return id(match[1]!);
  }
  return address;
}

/** A comment is a note, as a property to spread. */
export function noteOf({ body = [] }: WebAnnotation, attributes: Readonly<Record<string, string>> = {}) {
  const comment = body.find(
    (each) => 'value' in each && /^(?:commenting|describing)$/.test(each.purpose ?? ''),
  );
  if (!comment || !('value' in comment) || comment.value === undefined) return {};
  return { attributes: { ...attributes, note: comment.value } };
}
