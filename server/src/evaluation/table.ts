import type { Scores } from './score';

const percent = (share: number): string => (100 * share).toFixed(2);

const header = ['', 'precision', 'recall', 'F1', 'right', 'wrong', 'missed'];

/** Scores as a table of fixed width for terminals and logs; shares in percent. */
export function scoreTable(scores: Scores): string {
  const rows = Object.entries(scores).flatMap(([name, figures]): string[][] => {
    if (typeof figures === 'number')
      return name.startsWith('link_acc') ? [[name, percent(figures), '', '', '', '', '']] : [];
    const { p, r, f1, tp, fp, fn } = figures;
    return [[name, percent(p), percent(r), percent(f1), String(tp), String(fp), String(fn)]];
  });
  return textTable([header, ...rows]);
}

/** Rows of one length in columns of fixed width, the first of them to the left and the others to the right, each row with its line break. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
