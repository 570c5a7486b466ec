const longestForm = 8;

/** True for what looks like a symbol: few characters, two or more of them capitals or digits, or one in front of small letters (`Dex`). */
export const isSymbol = (name: string): boolean =>
  name.length >= 2 && name.length <= longestForm && /^[\p{L}][\p{L}\d-]*$/u.test(name) && /[A-Z]/.test(name);

/**
 * How well a name could be what a symbol stands for, although no text says so: 1 where the symbol has the initials of all its words; 0.8
 * where it is the name's beginning; 0.6 where its letters stand in the name in their order, the first at its beginning and each
 * behind a word's beginning or within the word that it has come to; otherwise 0.
 * @param name in lower case
 */
export function abbreviates(symbol: string, name: string): number {
  const letters = symbol
    .replace(/(?<=[A-Z])s$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '');
  if (letters.length < 2 || name.length < 2 * letters.length || name[0] !== letters[0]) return 0;
  const words = name
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '' && !/^(?:of|the|and|in|with|to)$/.test(word));
  if (words.map(([first]) => first).join('') === letters) return 1;
  if (name.startsWith(letters)) return 0.8;
  return standsIn(letters, words) ? 0.6 : 0;
}

/** Every word gives at least its first letter. */
function standsIn(letters: string, words: readonly string[]): boolean {
  const from = (at: number, word: number): boolean => {
    if (word === words.length) return at === letters.length;
    if (letters[at] !== words[word][0]) return false;
    let place = 0;
    let next = at + 1;
    if (from(next, word + 1)) return true;
    while (next < letters.length) {
      place = words[word].indexOf(letters[next], place + 1);
      if (place < 0) return false;
      next++;
      if (from(next, word + 1)) return true;
    }
    return false;
  };
  return words.length <= letters.length && from(0, 0);
}
