import type { Scores } from '../../evaluation/score';

/** A Markdown table; columns of figures are flush right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const isFigures = (column: number) => rows.every((row) => /^[\d–+−]/.test(row[column]));
  return [header, header.map((_, column) => (isFigures(column) ? '--:' : '---')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** What stands in a cell of which nothing is known. */
export const unknown = '–';

/** An F1 as it is told. */
export const f1 = (scores: Scores, name: string, decimals = 3): string => {
  const figures = scores[name];
  return typeof figures === 'object' ? figures.f1.toFixed(decimals) : unknown;
};

/** Of `mention_Chemical` and `mention_Disease`: Chemical and Disease. */
export const namesOf = (scores: Scores, prefix: string): string[] =>
  Object.keys(scores)
    .filter((name) => name.startsWith(prefix) && name !== `${prefix}all`)
    .map((name) => name.slice(prefix.length));

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
