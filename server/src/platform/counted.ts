/** How many of something, for a person: `1 document`, `1,200 documents`. */
export const counted = (n: number, noun: string, plural = `${noun}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? noun : plural}`;
