import { csvLine, tsvLine } from '../../text/csvLine';
import { escapedHtml } from '../escapedHtml';
import type { Cell } from './rows';

/** How a table is written down. */
export interface TableForm {
  readonly id: string;
  readonly title: string;
  readonly extension: string;
  head(names: readonly string[]): string;
  row(cells: readonly Cell[]): string;
  /** What stands after the last row. */
  readonly end: string;
}

const shown = (cell: Cell): string => (cell === undefined ? '' : String(cell));

const htmlRow = (cells: readonly Cell[], tag: 'td' | 'th'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escapedHtml(shown(cell))}</${tag}>`).join('')}</tr>\n`;

/** Whatever Markdown could take for markup stays what it is; a cell is one line. @see https://github.github.com/gfm/#tables-extension- */
const markdownCell = (cell: Cell): string =>
  shown(cell)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|~&]/g, (character) => `\\${character}`);

const markdownRow = (cells: readonly Cell[]): string => `| ${cells.map(markdownCell).join(' | ')} |\n`;

export const tableForms: readonly TableForm[] = [
  { id: 'csv', title: 'CSV', extension: '.csv', head: csvLine, row: csvLine, end: '' },
  { id: 'tsv', title: 'TSV', extension: '.tsv', head: tsvLine, row: tsvLine, end: '' },
  {
    id: 'html',
    title: 'HTML',
    extension: '.html',
    head: (names) => `<table>\n${htmlRow(names, 'th')}`,
    row: (cells) => htmlRow(cells, 'td'),
    end: '</table>\n',
  },
  {
    id: 'markdown',
    title: 'Markdown',
    extension: '.md',
    head: (names) => `${markdownRow(names)}|${names.map(() => ' --- |').join('')}\n`,
    row: markdownRow,
    end: '',
  },
];
