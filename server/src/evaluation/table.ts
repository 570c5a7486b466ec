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
  const table = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd();
  const missing = Number(scores['missing_docs'] ?? 0);
  const note =
    missing > 0
      ? `\n${missing} of ${scores['docs'] as number} gold documents are missing from the predictions and count as empty.\n`
      : '';
  return `${table.map(line).join('\n')}\n${note}`;
}
