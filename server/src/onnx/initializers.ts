/** How the numbers of a parameter start. Random numbers come in from outside, so that a seed repeats them. */

/** @param random uniform numbers in [0, 1). @returns the values, row-major. */
export type Initializer = (shape: readonly number[], random: () => number) => Float32Array;

const count = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

export const constant =
  (value: number): Initializer =>
  (shape) =>
    new Float32Array(count(shape)).fill(value);

export const zeros = constant(0);
export const ones = constant(1);

/** Given numbers, for instance learned word vectors. */
export const given =
  (values: Float32Array): Initializer =>
  (shape) => {
    if (values.length !== count(shape))
      throw new Error(
        `the initial values are ${values.length} numbers; the shape [${shape.join(', ')}] needs ${count(shape)}`,
      );
    return values.slice();
  };

export const uniform =
  (limit: number): Initializer =>
  (shape, random) =>
    Float32Array.from({ length: count(shape) }, () => (2 * random() - 1) * limit);

/** Mean 0 and the given standard deviation, by Box and Muller's method. */
export const normal =
  (deviation: number): Initializer =>
  (shape, random) =>
    Float32Array.from(
      { length: count(shape) },
      () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    );

/** For a matrix [in, out]: keeps the variance of what passes forward and backward. @see Glorot & Bengio 2010, equation 16 */
export const glorotUniform: Initializer = (shape, random) => {
  const [inputs, outputs] = [count(shape.slice(0, -1)), shape[shape.length - 1]];
  return uniform(Math.sqrt(6 / (inputs + outputs)))(shape, random);
};
