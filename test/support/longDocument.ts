/**
 * One document in PubTator with as many relations as mentions, each mention of a concept of its own.
 * @param shift with it, that many of the last relations name ids that no mention has
 */
export function longDocument(count: number, shift = 0): string {
  const id = (n: number) => `D${100_000 + n}`;
  const lines = [`1|t|${'drugs '.repeat(count).trim()}`, '1|a|'];
  for (let n = 0; n < count; n++) lines.push(`1\t${6 * n}\t${6 * n + 5}\tdrugs\tChemical\t${id(n)}`);
  for (let n = 0; n < count; n++)
    lines.push(`1\tCID\t${id(count - 1 - n + shift)}\t${id(count - 1 - n + shift)}`);
  return `${lines.join('\n')}\n`;
}
