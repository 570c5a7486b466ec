import type { AnnotatedDocument } from '../../annotation/model';
import type { Format } from '../format';
import { tableForms } from './forms';
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

/** A table in all of its forms. */
function table<Row>(
  name: string,
  title: string,
  columns: Columns<Row>,
  rowsOf: (document: AnnotatedDocument) => readonly Row[],
  forms = tableForms,
): Format[] {
  const cells = Object.values(columns);
  return forms.map(({ id, title: form, extension, head, row, end }) => ({
    id: name === '' ? id : `${name}-${id}`,
    title: `Table of ${title} (${form})`,
    extensions: [extension],
    write: (documents) =>
      [
        head(Object.keys(columns)),
        ...documents.flatMap((document) =>
          rowsOf(document).map((each) => row(cells.map((cell) => cell(each)))),
        ),
        end,
      ].join(''),
  }));
}

/** The mixed table is for programs; people are shown one of the others. */
const plainForms = tableForms.filter(({ id }) => id === 'csv' || id === 'tsv');

export const tables: readonly Format[] = [
  ...table('', 'mentions and relations', mixedColumns, mixedRows, plainForms),
  ...table('mentions', 'mentions', mentionColumns, mentionRows),
  ...table('concepts', 'concepts', conceptColumns, conceptRows),
  ...table('relations', 'relations', relationColumns, relationRows),
];
