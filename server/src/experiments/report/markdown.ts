import type { Scores } from '../../evaluation/score';

/** A Markdown table; all columns but the first are numbers. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map((_, column) => (column === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** What stands in a cell of which nothing is known. */
export const unknown = '–';

/** An F1 with three decimals. */
export const f1 = (scores: Scores, name: string): string => {
  const figures = scores[name];
  return typeof figures === 'object' ? figures.f1.toFixed(3) : unknown;
};

/** Of `mention_Chemical` and `mention_Disease`: Chemical and Disease. */
export const namesOf = (scores: Scores, prefix: string): string[] =>
  Object.keys(scores)
    .filter((name) => name.startsWith(prefix) && name !== `${prefix}all`)
    .map((name) => name.slice(prefix.length));

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
