/**
 * Arithmetic on sizes that may be symbols. A size is a polynomial with integer coefficients over the symbols of the graph's
 * inputs, kept in one canonical spelling ('batch*words', 'words + 2'), so that two sizes are equal exactly if `===` says so.
 */
import type { Dimension, Shape } from './ir';

/** Coefficient by monomial; a monomial is its sorted symbols joined by '*', the constant's is ''. */
type Polynomial = ReadonlyMap<string, number>;

export interface Term {
  readonly coefficient: number;
  readonly symbols: readonly string[];
}

const symbolPattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** @throws Error where `dimension` is neither a size ≥ 0 nor a name that a graph input may use for a size. */
export function checkInputDimension(dimension: Dimension): void {
  if (
    typeof dimension === 'number'
      ? !Number.isInteger(dimension) || dimension < 0
      : !symbolPattern.test(dimension)
  )
    throw new Error(
      `${JSON.stringify(dimension)} is no size: expected a whole number ≥ 0 or a name such as 'words'`,
    );
}

/** The terms whose sum is the size; a program computes it from these when the graph runs. */
export function terms(dimension: Dimension): Term[] {
  return [...parse(dimension)].map(([monomial, coefficient]) => ({
    coefficient,
    symbols: monomial === '' ? [] : monomial.split('*'),
  }));
}

/** The number behind a size, once its symbols are known. */
export function evaluate(dimension: Dimension, symbols: ReadonlyMap<string, number>): number {
  const value = (symbol: string): number => {
    const known = symbols.get(symbol);
    if (known === undefined)
      throw new Error(`the size '${dimension}' needs '${symbol}', which no input gives`);
    return known;
  };
  return terms(dimension).reduce(
    (total, { coefficient, symbols: factors }) =>
      total + factors.reduce((product, s) => product * value(s), coefficient),
    0,
  );
}

export const add = (a: Dimension, b: Dimension): Dimension => format(sum(parse(a), parse(b), 1));

export const subtract = (a: Dimension, b: Dimension): Dimension => format(sum(parse(a), parse(b), -1));

export function multiply(a: Dimension, b: Dimension): Dimension {
  const result = new Map<string, number>();
  for (const [left, p] of parse(a))
    for (const [right, q] of parse(b)) {
      const monomial = [left, right]
        .flatMap((side) => (side === '' ? [] : side.split('*')))
        .sort()
        .join('*');
      result.set(monomial, (result.get(monomial) ?? 0) + p * q);
    }
  return format(result);
}

/** The one spelling of a size: 'words*batch' becomes 'batch*words'. */
export const canonical = (dimension: Dimension): Dimension => format(parse(dimension));

/** How many elements a tensor of this shape has. */
export const size = (shape: Shape): Dimension => shape.reduce<Dimension>(multiply, 1);

/** @returns size(whole) / size(part), or undefined where that is not known to be a whole number. */
export function quotient(whole: Shape, part: Shape): Dimension | undefined {
  const left = [...whole];
  const divisors: Dimension[] = [];
  for (const dimension of part) {
    const at = left.indexOf(dimension);
    if (at >= 0) left.splice(at, 1);
    else divisors.push(dimension);
  }
  const divisor = [...parse(size(divisors))];
  if (divisor.length !== 1) return undefined;
  const [[monomial, coefficient]] = divisor;
  const result = new Map<string, number>();
  for (const [dividend, p] of parse(size(left))) {
    const symbols = dividend === '' ? [] : dividend.split('*');
    for (const symbol of monomial === '' ? [] : monomial.split('*')) {
      const at = symbols.indexOf(symbol);
      if (at < 0) return undefined;
      symbols.splice(at, 1);
    }
    if (p % coefficient !== 0) return undefined;
    result.set(symbols.join('*'), p / coefficient);
  }
  return format(result);
}

/** NumPy's broadcasting: aligned at the end, sizes equal or one of them 1. Undefined where the shapes do not go together. */
export function broadcast(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const result: Dimension[] = [];
  for (let i = 0; i < rank; i++) {
    const left = a[i - rank + a.length] ?? 1;
    const right = b[i - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) return undefined;
    result.push(left === 1 ? right : left);
  }
  return result;
}

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((d, i) => d === b[i]);

export const isStatic = (shape: Shape): shape is readonly number[] =>
  shape.every((d) => typeof d === 'number');

export const showShape = (shape: Shape): string => `[${shape.join(', ')}]`;

function parse(dimension: Dimension): Polynomial {
  if (typeof dimension === 'number') return new Map(dimension === 0 ? [] : [['', dimension]]);
  const result = new Map<string, number>();
  for (const term of dimension.replaceAll(' - ', ' + -').split(' + ')) {
    const negative = term.startsWith('-');
    const factors = (negative ? term.slice(1) : term).split('*');
    const coefficient = /^\d+$/.test(factors[0]) ? Number(factors.shift()) : 1;
    const monomial = factors.sort().join('*');
    result.set(monomial, (result.get(monomial) ?? 0) + (negative ? -coefficient : coefficient));
  }
  return result;
}

function sum(a: Polynomial, b: Polynomial, sign: 1 | -1): Polynomial {
  const result = new Map(a);
  for (const [monomial, coefficient] of b)
    result.set(monomial, (result.get(monomial) ?? 0) + sign * coefficient);
  return result;
}

/** Symbols before the constant, then by alphabet: the one spelling of a size. */
function format(polynomial: Polynomial): Dimension {
  const present = [...polynomial].filter(([, coefficient]) => coefficient !== 0);
  if (present.every(([monomial]) => monomial === '')) return present[0]?.[1] ?? 0;
  present.sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
  return present
    .map(([monomial, coefficient], i) => {
      const sign = coefficient < 0 ? (i === 0 ? '-' : ' - ') : i === 0 ? '' : ' + ';
      const amount = Math.abs(coefficient);
      return sign + (monomial === '' ? amount : amount === 1 ? monomial : `${amount}*${monomial}`);
    })
    .join('');
}
