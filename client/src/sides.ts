/** A place in a document, as editors count. */
interface Place {
  readonly line: number;
  readonly character: number;
}

/** A mention of either side, by where its words stand. */
interface Marked<Stretch extends { readonly start: Place; readonly end: Place }> {
  readonly ranges: readonly Stretch[];
}

/** What a corpus file marks, and what of a model's marks it has not: those that cover other words. */
export function sidesOf<Stretch extends { readonly start: Place; readonly end: Place }>(
  gold: readonly Marked<Stretch>[],
  predicted: readonly Marked<Stretch>[],
): { readonly gold: readonly Marked<Stretch>[]; readonly onlyPredicted: readonly Marked<Stretch>[] } {
  const known = new Set(gold.map(placeOf));
  return { gold, onlyPredicted: predicted.filter((mention) => !known.has(placeOf(mention))) };
}

/** From the first unit to the last: a format may part the words of one side where the other has them in one stretch. */
const placeOf = ({ ranges }: Marked<{ start: Place; end: Place }>): string => {
  const [first, last] = [ranges[0]?.start, ranges[ranges.length - 1]?.end];
  return `${first?.line}:${first?.character}-${last?.line}:${last?.character}`;
};
