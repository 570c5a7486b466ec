import type { EntityMention, Relation } from '../../annotation/model';
import { idPlaces } from '../layout/idPlaces';
import type { DocumentLayout, LaidProblem, Mending, NamePlace, Statement } from '../layout/layout';
import { TextPlaces } from '../layout/textPlaces';
import { Reading } from '../reading';
import { assembleText, fromBioC } from './fromBioC';
import type { BioCAnnotation, BioCDocument, BioCPlace, BioCRelation } from './model';

/** Adds the text of a passage that stands at a place of its file. */
export type AddText = (places: TextPlaces, place: { start: number; end: number }, length: number) => void;

/** What a BioC document says and where, whichever of the twins it is in. @param parts in the order of the file */
export function layBioC(
  bioc: BioCDocument,
  idSpan: DocumentLayout['idSpan'],
  parts: readonly BioCPlace[],
  addText: AddText,
): DocumentLayout {
  const reading = new Reading();
  const document = fromBioC(bioc, reading);
  const placeOf = (source: unknown) => (source as BioCAnnotation | BioCRelation | undefined)?.place;
  const annotations = new Map<BioCPlace, EntityMention | Relation>();
  for (const annotation of [...document.mentions, ...document.relations]) {
    const place = placeOf(reading.sources.get(annotation));
    if (place) annotations.set(place, annotation);
  }
  return {
    id: document.id,
    idSpan,
    document,
    text: textPlaces(bioc, addText),
    statements: parts.map((part) => statementOf(part, annotations.get(part))),
    problems: reading.problems.map((problem): LaidProblem => {
      const { severity, message, fits } = problem;
      const place = placeOf(reading.sources.get(problem));
      const mending = fits && place && mendedOffsets(place, fits);
      return { severity, message, span: place?.span ?? idSpan, ...(mending && { mending }) };
    }),
  };
}

function textPlaces({ passages }: BioCDocument, addText: AddText): TextPlaces {
  const places = new TextPlaces();
  let length = 0;
  for (const { source, start } of assembleText(passages).placed) {
    places.skip(start - length);
    length = start + source.text.length;
    if (source.textPlace) addText(places, source.textPlace, source.text.length);
    else places.skip(source.text.length);
  }
  return places;
}

/** Infons that hold ids, by BioGloss' and others' names for them. */
const idInfons = new Set([
  'identifier',
  'Identifier',
  'MESH',
  'OMIM',
  'entity1',
  'entity2',
  'Chemical',
  'Disease',
]);

const statementOf = (part: BioCPlace, annotation: EntityMention | Relation | undefined): Statement => ({
  kind: part.kind,
  span: part.span,
  annotation,
  ids: part.infons.flatMap(({ key, value, span }) => (idInfons.has(key) ? idPlaces(value, span.start) : [])),
  ...(part.id && { name: named(part.id) }),
  targets: part.nodes.map(named),
});

const named = ({ value, span }: NonNullable<BioCPlace['id']>): NamePlace => ({ name: value, span });

function mendedOffsets(
  { locations: [location] }: BioCPlace,
  [start, end]: readonly [number, number],
): Mending | undefined {
  if (!location?.offset || !location.length) return undefined;
  return {
    title: `Change the offset to ${start} and the length to ${end - start}`,
    changes: [
      { span: location.offset, newText: String(start) },
      { span: location.length, newText: String(end - start) },
    ],
  };
}
