import type { AnnotatedDocument } from '../../annotation/model';
import { csvLine, tsvLine } from '../../text/csvLine';
import type { Format } from '../format';
import {
  type Columns,
  conceptColumns,
  conceptRows,
  mentionColumns,
  mentionRows,
  mixedColumns,
  mixedRows,
  relationColumns,
  relationRows,
} from './rows';

/** A table in both of its forms, with commas and with tabs. */
function table<Row>(
  name: string,
  title: string,
  columns: Columns<Row>,
  rowsOf: (document: AnnotatedDocument) => readonly Row[],
): Format[] {
  const forms = [
    { id: 'csv', line: csvLine },
    { id: 'tsv', line: tsvLine },
  ];
  const cells = Object.values(columns);
  return forms.map(({ id, line }) => ({
    id: name === '' ? id : `${name}-${id}`,
    title: `Table of ${title} (${id.toUpperCase()})`,
    extensions: [`.${id}`],
    write: (documents) =>
      [
        line(Object.keys(columns)),
        ...documents.flatMap((document) =>
          rowsOf(document).map((row) => line(cells.map((cell) => cell(row)))),
        ),
      ].join(''),
  }));
}

export const tables: readonly Format[] = [
  ...table('', 'mentions and relations', mixedColumns, mixedRows),
  ...table('mentions', 'mentions', mentionColumns, mentionRows),
  ...table('concepts', 'concepts', conceptColumns, conceptRows),
  ...table('relations', 'relations', relationColumns, relationRows),
];
