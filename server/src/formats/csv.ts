import { type AnnotatedDocument, extent, wording } from '../annotation/model';
import { CodePointIndex } from '../text/codePoints';
import { csvLine } from '../text/csvLine';
import type { Format } from './format';

const columns = [
  'document',
  'kind',
  'type',
  'start',
  'end',
  'text',
  'concepts',
  'subject',
  'object',
  'score',
  'origin',
] as const;

type Row = Partial<Record<(typeof columns)[number], string | number>> & {
  document: string;
  kind: 'mention' | 'relation';
};

/** Rows of a document: its mentions (offsets in code points), then its relations. */
function rowsOf(document: AnnotatedDocument): Row[] {
  const { id, text, mentions, relations } = document;
  const codePoints = new CodePointIndex(text);
  return [
    ...mentions.map((mention): Row => {
      const { start, end } = extent(mention);
      const { type, score, origin, concepts } = mention;
      const offsets = { start: codePoints.fromUtf16(start), end: codePoints.fromUtf16(end) };
      return {
        document: id,
        kind: 'mention',
        type,
        ...offsets,
        text: wording(text, mention),
        concepts: concepts.map((each) => each.id).join('|'),
        score,
        origin,
      };
    }),
    ...relations.map(
      ({ type, subject, object, score, origin }): Row => ({
        document: id,
        kind: 'relation',
        type,
        subject,
        object,
        score,
        origin,
      }),
    ),
  ];
}

const lineOf = (row: Row): string => csvLine(columns.map((column) => row[column]));

export const csv: Format = {
  id: 'csv',
  title: 'Table of mentions and relations (CSV)',
  extensions: ['.csv'],
  write: (documents) => `${csvLine(columns)}${documents.flatMap(rowsOf).map(lineOf).join('')}`,
};
