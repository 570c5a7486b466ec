import { type AnnotatedDocument, type EntityMention, extent, type Relation } from '../../annotation/model';
import { isUnlinked } from '../../annotation/unlinked';
import { CodePointIndex } from '../../text/codePoints';
import { identifierOf } from '../identifier';
import { onOneLine } from '../onOneLine';
import { furtherColumns, MENTION_COLUMN, RELATION_COLUMN } from './furtherColumns';
import type { PubTatorSource } from './read';

/**
 * Writes documents as PubTator, offsets in code points. Line breaks and tabs inside a text become spaces, one each, so that
 * offsets hold; an interrupted mention is written from its first unit to its last. The text is parted into title and abstract
 * where the title passage ends; where it has none, before an abstract that begins after one blank, else at its first line break.
 */
export const writePubTator = (documents: readonly AnnotatedDocument[]): string =>
  documents
    .map((document) => `${[...textLines(document), ...annotationLines(document)].join('\n')}\n`)
    .join('\n');

const column = (text: string): string => onOneLine(text).replaceAll('|', '/');

function textLines({ id, text, passages }: AnnotatedDocument): string[] {
  const first = passages[0];
  const end = first?.kind === 'title' ? first.span.end : first?.span.start === 1 ? 0 : undefined;
  const titled = end !== undefined && /\s/.test(text[end] ?? '');
  const parting = titled ? end : text.search(/[\r\n]/);
  const title = parting < 0 ? text : text.slice(0, parting);
  const abstract = parting < 0 ? '' : text.slice(parting + 1);
  return [`${column(id)}|t|${onOneLine(title)}`, `${column(id)}|a|${onOneLine(abstract)}`];
}

function annotationLines(document: AnnotatedDocument): string[] {
  const { mentions, relations } = document;
  return [...mentionLines(document, mentions), ...relationLines(document, relations)];
}

/** A name that no terminology knows is written as an id only where a relation refers to it. */
export function mentionLines(
  { id, text, relations }: AnnotatedDocument,
  mentions: readonly EntityMention[],
): string[] {
  if (mentions.length === 0) return [];
  const related = new Set(relations.flatMap(({ subject, object }) => [subject, object]));
  const codePoints = new CodePointIndex(text);
  return mentions.map((mention) => {
    const { start, end } = extent(mention);
    const told = mention.concepts.filter(({ id }) => !isUnlinked(id) || related.has(id));
    const concepts = identifierOf({ concepts: told, identifier: mention.identifier }) || '-1';
    const offsets = [codePoints.fromUtf16(start), codePoints.fromUtf16(end)];
    const columns = [onOneLine(text.slice(start, end)), onOneLine(mention.type), onOneLine(concepts)];
    return (
      [column(id), ...offsets, ...columns].join('\t') + furtherColumns(mention.attributes, MENTION_COLUMN, 6)
    );
  });
}

export const relationLines = ({ id }: AnnotatedDocument, relations: readonly Relation[]): string[] =>
  relations.map(
    ({ type, subject, object, attributes }) =>
      [column(id), ...[type, subject, object].map(onOneLine)].join('\t') +
      furtherColumns(attributes, RELATION_COLUMN, 4),
  );

/**
 * Writes a file back as it was read, with the annotations that `documents` hold now: a line whose mention or relation is
 * still there (the same object) stands as it stood, one that is gone is left out, new ones follow the document's own lines.
 * What the reader did not understand, texts, and documents that are not given stay as they are. Unchanged documents give
 * the file again, unit by unit.
 */
export function writeBack(source: PubTatorSource, documents: readonly AnnotatedDocument[]): string {
  const byBlock = documentsByBlock(source, documents);
  const kept = new Set<unknown>(documents.flatMap(({ mentions, relations }) => [...mentions, ...relations]));
  const known = new Set<unknown>(source.lines.map(({ annotation }) => annotation));
  const lastLine = new Map<number, number>();
  source.lines.forEach(({ block }, line) => {
    if (block !== undefined) lastLine.set(block, line);
  });
  const lineBreak = source.lines[0]?.raw.endsWith('\r\n') ? '\r\n' : '\n';

  const out: string[] = source.byteOrderMark ? ['\uFEFF'] : [];
  source.lines.forEach(({ raw, block, annotation }, line) => {
    const document = block === undefined ? undefined : byBlock.get(block);
    if (annotation === undefined || document === undefined || kept.has(annotation)) out.push(raw);
    if (document === undefined || lastLine.get(block!) !== line) return;
    const added = [
      ...mentionLines(
        document,
        document.mentions.filter((mention) => !known.has(mention)),
      ),
      ...relationLines(
        document,
        document.relations.filter((relation) => !known.has(relation)),
      ),
    ];
    if (added.length > 0 && !raw.endsWith('\n')) out.push(lineBreak);
    out.push(...added.map((text) => text + lineBreak));
  });
  return out.join('');
}

/** Documents by the block they were read from: the same id, and the same place among the documents of that id. */
function documentsByBlock(
  { blocks }: PubTatorSource,
  documents: readonly AnnotatedDocument[],
): Map<number, AnnotatedDocument> {
  const byId = new Map<string, AnnotatedDocument[]>();
  for (const document of documents) {
    const same = byId.get(document.id);
    if (same) same.push(document);
    else byId.set(document.id, [document]);
  }
  const byBlock = new Map<number, AnnotatedDocument>();
  blocks.forEach(({ id, occurrence }, block) => {
    const document = byId.get(id)?.[occurrence];
    if (document !== undefined) byBlock.set(block, document);
  });
  return byBlock;
}
