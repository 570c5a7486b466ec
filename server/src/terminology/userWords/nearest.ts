/** Two letters may differ; in a word of four or less, one. */
const mostEdits = (word: string): number => (word.length <= 4 ? 1 : 2);

/** The words that `word` may be a slip for, the nearest first. Case does not count. */
export function nearest(word: string, words: readonly string[]): string[] {
  return words
    .map((each) => ({ each, edits: editDistance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ edits }) => edits <= mostEdits(word))
    .sort((a, b) => a.edits - b.edits)
    .map(({ each }) => each);
}

/** Levenshtein's distance: how many characters are put in, left out or changed. */
function editDistance(a: string, b: string): number {
  // So far apart, nobody asks how far.
  if (Math.abs(a.length - b.length) > 3) return Math.abs(a.length - b.length);
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    row = next;
  }
  return row[b.length]!;
}
