import type { AnnotatedDocument, EntityMention, Relation } from '../../annotation/model';
import type { FilePlace, Places } from '../format';
import type { PubTatorReadResult, SourceLine } from './read';

/** Where a document begins in its file, and its two texts. */
interface TextLines {
  first?: FilePlace;
  title?: FilePlace;
  abstract?: FilePlace;
}

const textLine = /^[^|\t]*\|([ta])\|/;

/** Where a PubTator file says what was read from it: annotations stand on lines of their own. One pass over the lines. */
export function pubTatorPlaces({ documents, source }: PubTatorReadResult): Places {
  const annotations = new Map<EntityMention | Relation, FilePlace>();
  const lines = source.blocks.map((): TextLines => ({}));
  source.lines.forEach((each, index) => {
    const place = { line: index + 1, column: 1 };
    if (each.annotation) annotations.set(each.annotation, place);
    if (each.block !== undefined) note(lines[each.block], each, place);
  });
  // Blocks without a text have become no document.
  const told = lines.filter(({ title, abstract }) => title ?? abstract);
  const texts = new Map(documents.map((document, index) => [document, told[index]]));
  return {
    ofDocument: (document) => texts.get(document)?.first,
    ofAnnotation: (_, annotation) => annotations.get(annotation),
    ofText(document, offset) {
      const { title, abstract } = texts.get(document) ?? {};
      const from = abstractOf(document);
      return from !== undefined && offset >= from ? after(abstract, offset - from) : after(title, offset);
    },
  };
}

/** The first title and the first abstract are those that were read. */
function note(lines: TextLines, { raw }: SourceLine, place: FilePlace): void {
  lines.first ??= place;
  const match = textLine.exec(raw);
  if (!match) return;
  const text = after(place, match[0].length);
  if (match[1] === 't') lines.title ??= text;
  else lines.abstract ??= text;
}

const abstractOf = ({ passages }: AnnotatedDocument): number | undefined =>
  passages.find(({ kind }) => kind === 'abstract')?.span.start;

const after = (place: FilePlace | undefined, units: number): FilePlace | undefined =>
  place && { ...place, column: place.column + units };
