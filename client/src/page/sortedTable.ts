import { count } from './count';
import { element } from './dom';

export interface Column<Row> {
  readonly title: string;
  /** What the cell shows; a string is shown as it is. */
  cell(row: Row): string | Node;
  /** What rows are sorted by. */
  key(row: Row): string | number;
  readonly numeric?: boolean;
}

/** So many rows are added at a time. */
const page = 200;

/** A table whose headers sort it. Its first column holds the button that selects the row. */
export class SortedTable<Row> {
  readonly root: HTMLElement;
  readonly #body = element('tbody');
  readonly #more = element('button', { class: 'more', onclick: () => this.#showMore() });
  readonly #headers: HTMLTableCellElement[];
  #rows: readonly Row[] = [];
  #sorted: readonly Row[] = [];
  #by = { column: 0, ascending: true };

  /** @param caption what the table is, for those who hear it */
  constructor(
    caption: string,
    private readonly columns: readonly Column<Row>[],
    private readonly isSelected: (row: Row) => boolean,
    private readonly select: (row: Row) => void,
    firstSort: { column: number; ascending: boolean },
  ) {
    this.#by = firstSort;
    this.#headers = columns.map(({ title, numeric }, column) =>
      element(
        'th',
        { scope: 'col', class: numeric ? 'number' : undefined },
        element(
          'button',
          { onclick: () => this.#sortBy(column) },
          title,
          element('span', { class: 'arrow', 'aria-hidden': 'true' }),
        ),
      ),
    );
    const head = element('thead', {}, element('tr', {}, ...this.#headers));
    const table = element('table', {}, element('caption', { class: 'unseen' }, caption), head, this.#body);
    this.root = element('div', { class: 'table' }, table, this.#more);
  }

  show(rows: readonly Row[]): void {
    this.#rows = rows;
    this.#sort();
  }

  /** Marks what is selected now. */
  refresh(): void {
    for (const [place, line] of [...this.#body.rows].entries())
      line.setAttribute('aria-selected', String(this.isSelected(this.#sorted[place])));
  }

  #sortBy(column: number): void {
    const same = this.#by.column === column;
    this.#by = { column, ascending: same ? !this.#by.ascending : !this.columns[column].numeric };
    this.#sort();
  }

  #sort(): void {
    const { column, ascending } = this.#by;
    const { key } = this.columns[column];
    const sign = ascending ? 1 : -1;
    const order = (a: string | number, b: string | number) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
    this.#sorted = [...this.#rows].sort((a, b) => sign * order(key(a), key(b)));
    for (const [place, header] of this.#headers.entries()) {
      const sorted = ascending ? 'ascending' : 'descending';
      header.setAttribute('aria-sort', place === column ? sorted : 'none');
    }
    this.#body.replaceChildren();
    this.#showMore();
  }

  #showMore(): void {
    const from = this.#body.rows.length;
    const focused = document.activeElement === this.#more;
    this.#body.append(...this.#sorted.slice(from, from + page).map((row) => this.#line(row)));
    const left = this.#sorted.length - this.#body.rows.length;
    this.#more.hidden = left <= 0;
    this.#more.textContent = `Show ${count(Math.min(page, left), 'more row')} of ${left.toLocaleString('en')}`;
    if (focused) this.#body.rows[from]?.querySelector('button')?.focus();
  }

  #line(row: Row): HTMLTableRowElement {
    const [first, ...rest] = this.columns;
    const select = element('button', { class: 'row' }, first.cell(row));
    return element(
      'tr',
      { 'aria-selected': String(this.isSelected(row)), onclick: () => this.select(row) },
      element('th', { scope: 'row' }, select),
      ...rest.map((column) =>
        element('td', { class: column.numeric ? 'number' : undefined }, column.cell(row)),
      ),
    );
  }
}

const compare = new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare;
