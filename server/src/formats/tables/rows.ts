import { type AnnotatedDocument, type Attributes, extent, wording } from '../../annotation/model';
import { isUnlinked } from '../../annotation/unlinked';
import { codePoints, type Offsets } from '../offsets';

// What tables say of documents. Offsets count code points; several ids in a cell stand with | between them, and a | inside an id is %7C.

export type Cell = string | number | undefined;
/** A table's columns by their names, each with what it says of a row. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

const idCell = (id: string): string => id.replaceAll('|', '%7C');
const idsCell = (ids: readonly string[]): string => ids.map(idCell).join('|');
const singleSpaced = (text: string): string => text.replace(/\s+/g, ' ');

/** Attributes but the note, which has a column of its own. */
function othersCell(attributes: Attributes = {}): Cell {
  const { note: _, ...others } = attributes;
  return Object.keys(others).length > 0 ? JSON.stringify(others) : undefined;
}

type MentionRow = ReturnType<typeof mentionRows>[number];

export function mentionRows(document: AnnotatedDocument) {
  const offsets = codePoints(document.text);
  return document.mentions.map((mention) => {
    const [start, end] = offsets.pair(extent(mention));
    return { document, mention, start, end, fragments: fragmentsCell(mention.spans, offsets) };
  });
}

function fragmentsCell(spans: AnnotatedDocument['mentions'][number]['spans'], offsets: Offsets): Cell {
  return spans.length > 1 ? spans.map((span) => offsets.pair(span).join('-')).join(';') : undefined;
}

export const mentionColumns: Columns<MentionRow> = {
  document: ({ document }) => document.id,
  type: ({ mention }) => mention.type,
  start: ({ start }) => start,
  end: ({ end }) => end,
  fragments: ({ fragments }) => fragments,
  text: ({ document, mention }) => wording(document.text, mention),
  concepts: ({ mention }) => idsCell(mention.concepts.map(({ id }) => id)),
  names: ({ mention }) => mention.concepts.map(({ name }) => name ?? '').join('|'),
  score: ({ mention }) => mention.score,
  origin: ({ mention }) => mention.origin,
  note: ({ mention }) => mention.attributes?.['note'],
  attributes: ({ mention }) => othersCell(mention.attributes),
};

/** A concept of a document, and how the document names it. */
interface ConceptRow {
  readonly document: string;
  readonly id: string;
  name?: string;
  readonly types: Set<string>;
  readonly wordings: Map<string, number>;
  mentions: number;
}

export function conceptRows({ id, text, mentions }: AnnotatedDocument): ConceptRow[] {
  const rows = new Map<string, ConceptRow>();
  for (const mention of mentions)
    for (const concept of mention.concepts) {
      const row: ConceptRow = rows.get(concept.id) ?? {
        document: id,
        id: concept.id,
        types: new Set(),
        wordings: new Map(),
        mentions: 0,
      };
      rows.set(concept.id, row);
      const words = singleSpaced(wording(text, mention));
      row.name ??= concept.name;
      row.types.add(mention.type);
      row.wordings.set(words, (row.wordings.get(words) ?? 0) + 1);
      row.mentions++;
    }
  return [...rows.values()];
}

export const conceptColumns: Columns<ConceptRow> = {
  document: ({ document }) => document,
  concept: ({ id }) => idCell(id),
  name: ({ name }) => name,
  types: ({ types }) => [...types].join('|'),
  mentions: ({ mentions }) => mentions,
  wordings: ({ wordings }) => [...wordings].map(([words, count]) => `${words} (${count})`).join('|'),
};

type RelationRow = ReturnType<typeof relationRows>[number];

export function relationRows(document: AnnotatedDocument) {
  const names = new Map<string, string>();
  for (const mention of document.mentions)
    for (const { id, name } of mention.concepts)
      if (!names.has(id)) names.set(id, name ?? singleSpaced(wording(document.text, mention)));
  const nameOf = (id: string): Cell =>
    names.get(id) ?? (isUnlinked(id) ? id.slice('text:'.length) : undefined);
  return document.relations.map((relation) => ({ document, relation, nameOf }));
}

export const relationColumns: Columns<RelationRow> = {
  document: ({ document }) => document.id,
  type: ({ relation }) => relation.type,
  subject: ({ relation }) => idCell(relation.subject),
  subjectName: ({ relation, nameOf }) => nameOf(relation.subject),
  object: ({ relation }) => idCell(relation.object),
  objectName: ({ relation, nameOf }) => nameOf(relation.object),
  negated: ({ relation }) => (relation.negated === undefined ? undefined : String(relation.negated)),
  score: ({ relation }) => relation.score,
  origin: ({ relation }) => relation.origin,
  evidence: ({ document: { text }, relation: { evidence } }) =>
    evidence[0] && singleSpaced(text.slice(evidence[0].sentence.start, evidence[0].sentence.end)),
  note: ({ relation }) => relation.attributes?.['note'],
  attributes: ({ relation }) => othersCell(relation.attributes),
};

/** Mentions, then relations, in one table: the form that other programs have read since the first version. */
type Row = { readonly of: MentionRow } | { readonly of: RelationRow };

export const mixedRows = (document: AnnotatedDocument): Row[] =>
  [...mentionRows(document), ...relationRows(document)].map((of) => ({ of }) as Row);

const inMention =
  (cell: (row: MentionRow) => Cell) =>
  ({ of }: Row): Cell =>
    'mention' in of ? cell(of) : undefined;
const inRelation =
  (cell: (row: RelationRow) => Cell) =>
  ({ of }: Row): Cell =>
    'relation' in of ? cell(of) : undefined;

export const mixedColumns: Columns<Row> = {
  document: ({ of }) => of.document.id,
  kind: ({ of }) => ('mention' in of ? 'mention' : 'relation'),
  type: ({ of }) => ('mention' in of ? of.mention : of.relation).type,
  start: inMention(({ start }) => start),
  end: inMention(({ end }) => end),
  text: inMention(({ document, mention }) => wording(document.text, mention)),
  concepts: inMention(({ mention }) => idsCell(mention.concepts.map(({ id }) => id))),
  subject: inRelation(({ relation }) => idCell(relation.subject)),
  object: inRelation(({ relation }) => idCell(relation.object)),
  score: ({ of }) => ('mention' in of ? of.mention : of.relation).score,
  origin: ({ of }) => ('mention' in of ? of.mention : of.relation).origin,
};
