import type { Concept } from '../concept';
import { type ChunkReader, type ConceptSink, problemAt, type TerminologyFormat } from './format';
import { lineReader } from './lines';

/** A row by the names of its columns. */
export interface Row {
  /** The field, trimmed; empty where the row or the table has none. `-` stands for nothing in NCBI's tables. */
  get(column: string): string;
  /** The parts of a field between `separator`s, without empty ones. */
  list(column: string, separator?: string): string[];
}

/** A table whose first line, or whose last line of comments, names its columns. */
export interface TableLayout {
  readonly id: string;
  readonly title: string;
  /** Columns that make a table one of this layout. Case does not matter. */
  readonly needs: readonly string[];
  readonly oneRecordPerId?: boolean;
  /** The concept of a row; undefined to skip the row silently; a clause that says what is missing, for the person. */
  concept(row: Row, fallbackType: string): Concept | string | undefined;
}

/** Fields of a line of CSV (RFC 4180), or undefined where a quote is open at its end. */
export function csvFields(line: string): string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let field = '';
      for (;;) {
        const close = line.indexOf('"', at + 1);
        if (close < 0) return undefined;
        field += line.slice(at + 1, close);
        at = close + 1;
        if (line[at] !== '"') break;
        field += '"';
      }
      const comma = line.indexOf(',', at);
      fields.push(field + line.slice(at, comma < 0 ? undefined : comma));
      at = comma;
    } else {
      const comma = line.indexOf(',', at);
      fields.push(line.slice(at, comma < 0 ? undefined : comma));
      at = comma;
    }
    if (at < 0) return fields;
    at++;
  }
}

/** HGNC quotes fields that hold lists; quotation marks inside a field are its own. */
const tsvFields = (line: string): string[] =>
  line.split('\t').map((field) => (/^"[^"]*"$/.test(field) ? field.slice(1, -1) : field));

interface Header {
  readonly fields: (line: string) => string[] | undefined;
  readonly count: number;
  /** Column name in lower case → its place. */
  readonly places: ReadonlyMap<string, number>;
}

/** The header that `line` is, where it names all columns that the layout needs. */
function headerIn(line: string, { needs }: TableLayout): Header | undefined {
  const names = line.replace(/^#\s*/, '');
  for (const fields of [tsvFields, csvFields]) {
    const columns = (fields(names) ?? []).map((name) => name.trim().toLowerCase());
    if (needs.every((need) => columns.includes(need.toLowerCase())))
      return { fields, count: columns.length, places: new Map(columns.map((name, place) => [name, place])) };
  }
  return undefined;
}

function openTable(layout: TableLayout, sink: ConceptSink, fallbackType: string): ChunkReader {
  let header: Header | undefined;
  let lost = false;
  const noHeader = (line: number) => {
    lost = true;
    const message = `a line that names the columns ${layout.needs.join(', ')} was expected before the first row; no row can be read without it`;
    sink.problem(problemAt('error', message, line));
  };
  return lineReader(
    sink,
    (line, number) => {
      if (line.trim() === '' || lost) return;
      if (header) {
        if (!line.startsWith('#')) readRow(layout, header, sink, fallbackType, line, number);
        return;
      }
      header = headerIn(line, layout);
      if (header) return;
      if (line.startsWith('#')) readComment(sink, line.slice(1).trim());
      else noHeader(number);
    },
    (lines) => {
      if (!header && !lost) noHeader(Math.max(lines, 1));
    },
  );
}

function readRow(
  layout: TableLayout,
  { fields, count, places }: Header,
  sink: ConceptSink,
  fallbackType: string,
  line: string,
  number: number,
): void {
  const values = fields(line);
  if (!values) {
    sink.problem(problemAt('warning', 'a quotation mark is not closed; the row is left out', number));
    return;
  }
  if (values.length > count) {
    const message = `the row has ${values.length} fields, and ${count} columns are named above; it is left out`;
    sink.problem(problemAt('warning', message, number));
    return;
  }
  const get = (column: string): string => {
    const value = values[places.get(column.toLowerCase()) ?? -1]?.trim() ?? '';
    return value === '-' ? '' : value;
  };
  const list = (column: string, separator = '|') =>
    get(column)
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const found = layout.concept({ get, list }, fallbackType);
  if (typeof found === 'string') sink.problem(problemAt('warning', `${found}; the row is left out`, number));
  else if (found) sink.concept(found, number);
}

/** Licence and version, where a comment above the table tells them. */
function readComment(sink: ConceptSink, comment: string): void {
  if (/licen[cs]e|copyright|terms set forth|terms of use/i.test(comment)) sink.release({ licence: comment });
  const version = /^(?:report created|version|release|data-version|date)\s*:\s*(.+)$/i.exec(comment)?.[1];
  if (version) sink.release({ version });
}

export const tableFormat = (layout: TableLayout): TerminologyFormat => ({
  id: layout.id,
  title: layout.title,
  oneRecordPerId: layout.oneRecordPerId ?? true,
  detects(head) {
    for (const line of head.split(/\r?\n/, 1_000)) {
      if (headerIn(line, layout)) return true;
      if (line.trim() !== '' && !line.startsWith('#')) return false;
    }
    return false;
  },
  open: (sink, fallbackType) => openTable(layout, sink, fallbackType),
});
