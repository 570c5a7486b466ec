import type { AnnotatedDocument } from '../../annotation/model';
import { editsOf, rewritten } from './rewriting';

/** Letters whose other case is longer ("ß") stay as they are, so that every span stays what it is. */
const inCase =
  (other: (letter: string) => string) =>
  (document: AnnotatedDocument): AnnotatedDocument =>
    rewritten(
      document,
      editsOf(document.text, /\p{L}/gu, (letter) =>
        other(letter).length === letter.length ? other(letter) : undefined,
      ),
    );

export const upperCased = inCase((letter) => letter.toUpperCase());
export const lowerCased = inCase((letter) => letter.toLowerCase());

const greek: readonly (readonly [name: string, letter: string])[] = [
  ['alpha', 'α'],
  ['beta', 'β'],
  ['gamma', 'γ'],
  ['delta', 'δ'],
  ['epsilon', 'ε'],
  ['kappa', 'κ'],
  ['lambda', 'λ'],
  ['mu', 'μ'],
  ['omega', 'ω'],
  ['theta', 'θ'],
  ['sigma', 'σ'],
  ['tau', 'τ'],
  ['zeta', 'ζ'],
];
const letterOf = new Map(greek);
const nameOf = new Map(greek.map(([name, letter]) => [letter, name]));

/** "β-blocker" as "beta-blocker". */
export const greekSpelledOut = (document: AnnotatedDocument): AnnotatedDocument =>
  rewritten(
    document,
    editsOf(document.text, /\p{Script=Greek}|µ/gu, (letter) =>
      nameOf.get(letter.toLowerCase().replace('µ', 'μ')),
    ),
  );

/** "beta-blocker" as "β-blocker". */
export const greekAsLetters = (document: AnnotatedDocument): AnnotatedDocument =>
  rewritten(
    document,
    editsOf(document.text, /(?<!\p{L})\p{L}+(?!\p{L})/gu, (word) => letterOf.get(word.toLowerCase())),
  );

/** The hyphen, the one that no line breaks at, and the dash that stands for them in print. */
const hyphens = ['\u2010', '\u2011', '\u2013'];

/** Hyphens within words, as publishers set them. */
export const otherHyphens = (document: AnnotatedDocument): AnnotatedDocument => {
  let met = 0;
  return rewritten(
    document,
    editsOf(document.text, /(?<=\S)-(?=\S)/g, () => hyphens[met++ % hyphens.length]),
  );
};
