const greekLetters: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  ο: 'omicron',
  π: 'pi',
  ρ: 'rho',
  ς: 'sigma',
  σ: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  // Printed for beta where a font had no Greek letters; English words have no sharp s.
  ß: 'beta',
};

/**
 * A word in plain letters: Greek ones spelled out in lower case, accents and ligatures gone (`TNFα` → `TNFalpha`, `Sjögren` → `Sjogren`).
 * Case stays otherwise.
 */
export function foldLetters(word: string): string {
  if (/^[\x20-\x7e]*$/.test(word)) return word;
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u0370-\u03ffß]/g, (letter) => greekLetters[letter.toLowerCase()] ?? letter)
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/ø/g, 'o');
}

/** British spellings and their American ones. Applied to both sides of a comparison, so that rewriting too much does no harm. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/[ao]e/g, 'e'], // leukaemia, oedema, caesium
  [/our/g, 'or'], // tumour, behaviour
  [/sulph/g, 'sulf'],
  [/^leuco/, 'leuko'], // leucopenia
  [/^aluminium$/, 'aluminum'],
  [/([bt])re$/, '$1er'], // fibre, goitre
  [/is(e|ed|ing|ation)$/, 'iz$1'], // depolarisation
  [/lys(e|ed|ing)$/, 'lyz$1'], // paralysed
];

/** Most words have none of these. */
const anySpelling = new RegExp(spellings.map(([{ source }]) => source).join('|'));

/**
 * The singular of an English plural, in lower case: `ulcers` → `ulcer`, `injuries` → `injury`, `carcinomas` → `carcinoma`, `thromboses` →
 * `thrombosis`. Other endings in -us, -is, -as and -ss stay, and words that merely look like plurals lose their s on both sides of a
 * comparison (`diabetes` → `diabete`).
 */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:[sui]|[^im]a)s$/.test(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 7 && /(?:o|sta)ses$/.test(word)) return `${word.slice(0, -2)}is`;
  return word.slice(0, -1);
}

/** What a word contributes to a name's key: folded, lower case, singular, American. @param folded what `foldLetters` gave */
export function wordKey(folded: string): string {
  let key = singular(folded.toLowerCase());
  if (!anySpelling.test(key)) return key;
  for (const [british, american] of spellings) key = key.replace(british, american);
  return key;
}
