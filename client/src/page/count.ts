/** `1 concept`, `1,200 concepts`; for pages and for what the extension itself says. */
export const count = (n: number, noun: string): string =>
  `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
