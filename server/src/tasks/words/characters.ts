/** How many characters of a word are read; of a longer one the first and the last half of them. */
export const charactersPerWord = 18;

const half = charactersPerWord / 2;

// The characters of biomedical English, each with an id of its own. Their order is part of every trained model: append only.
const ascii = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');
const greek = 'αβγδεζηθικλμνξοπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ';
const signs = '±×÷·°′″–—−≤≥≠≈∼→←↑↓®™©“”‘’…•∞√≡';
const alphabet = ascii + greek + signs;

const padding = 0;
const otherLetter = alphabet.length + 1;
const otherCharacter = alphabet.length + 2;

/** Ids from 0 (padding) to `characterCount` − 1. */
export const characterCount = alphabet.length + 3;

/**
 * Writes the ids of a word's characters, `charactersPerWord` numbers from `target[at]`, padded with 0 at the end.
 * Characters are UTF-16 units with their case; accented Latin letters count as their base letter ("é" as "e").
 */
export function writeCharacters(word: string, target: Int32Array, at: number): void {
  const { length } = word;
  for (let i = 0; i < charactersPerWord; i++) {
    const from = length <= charactersPerWord || i < half ? i : length - charactersPerWord + i;
    target[at + i] = from < length ? characterId(word.charCodeAt(from)) : padding;
  }
}

const notYetKnown = 0xffff;
const idOfUnit = new Uint16Array(0x10000).fill(notYetKnown);
for (let i = 0; i < alphabet.length; i++) idOfUnit[alphabet.charCodeAt(i)] = i + 1;

function characterId(unit: number): number {
  if (idOfUnit[unit] === notYetKnown) idOfUnit[unit] = foldedId(String.fromCharCode(unit));
  return idOfUnit[unit];
}

function foldedId(character: string): number {
  // Compatibility forms as well, so that the micro sign is a mu and a full-width letter is a letter.
  const base = character.normalize('NFKD').charAt(0);
  const known = alphabet.indexOf(base);
  if (known >= 0) return known + 1;
  return /\p{L}/u.test(character) ? otherLetter : otherCharacter;
}
