/** What a word looks like, as a small closed set. The order is part of every trained model: append only. */
const shapes = [
  'lower case',
  'capitalised',
  'upper case',
  'one lower-case letter',
  'one upper-case letter',
  'mixed case',
  'Greek',
  'Roman numeral',
  'letters without case',
  'one digit',
  'digits',
  'opening bracket',
  'closing bracket',
  'hyphen',
  'full stop',
  'comma',
  'colon or semicolon',
  'slash',
  'quotation mark',
  'sign of comparison or arithmetic',
  'per cent',
  'other',
] as const;

export type Shape = (typeof shapes)[number];

/** Ids of shapes run from 0 to `shapeCount` − 1. */
export const shapeCount = shapes.length;

export const shapeName = (id: number): Shape => shapes[id];

/** The id of the word's shape. */
export function shapeOf(word: string): number {
  return ids.get(describe(word))!;
}

const ids = new Map<Shape, number>(shapes.map((shape, id) => [shape, id]));

// The first that matches counts: "II" is a Roman numeral before it is upper case.
const patterns: readonly [RegExp, Shape][] = [
  [/^[\p{Script=Greek}µ]+$/u, 'Greek'],
  [/^(?=[IVX]{2,}$)X{0,3}(IX|IV|V?I{0,3})$/, 'Roman numeral'],
  [/^\p{Lu}$/u, 'one upper-case letter'],
  [/^\p{Ll}$/u, 'one lower-case letter'],
  [/^\p{Lu}+$/u, 'upper case'],
  [/^\p{Ll}+$/u, 'lower case'],
  [/^\p{Lu}\p{Ll}+$/u, 'capitalised'],
  [/^(?=.*[\p{Lu}\p{Ll}])\p{L}+$/u, 'mixed case'],
  [/^[\p{L}\p{M}]+$/u, 'letters without case'],
  [/^\p{Nd}$/u, 'one digit'],
  [/^\p{Nd}+$/u, 'digits'],
  [/^[([{]$/, 'opening bracket'],
  [/^[)\]}]$/, 'closing bracket'],
  [/^[\p{Pd}\u2212]$/u, 'hyphen'],
  [/^\.$/, 'full stop'],
  [/^,$/, 'comma'],
  [/^[:;]$/, 'colon or semicolon'],
  [/^[/\\]$/, 'slash'],
  [/^["'\u2018\u2019\u201c\u201d\u2032\u2033]$/, 'quotation mark'],
  [/^[<>=+±×÷~≤≥≠≈]$/, 'sign of comparison or arithmetic'],
  [/^%$/, 'per cent'],
];

const describe = (word: string): Shape => patterns.find(([pattern]) => pattern.test(word))?.[1] ?? 'other';
