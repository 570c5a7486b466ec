/** IEEE 754 half precision as bits in a Uint16Array: 11 significant bits, from 6·10⁻⁸ to 65504. */

const scratch = new DataView(new ArrayBuffer(4));

/** The nearest half of a number, ties to even; beyond the range it is infinite. */
export function toFloat16(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const mantissa = bits & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (mantissa ? 0x200 : 0);
  const halfExponent = exponent - 127 + 15;
  if (halfExponent >= 31) return sign | 0x7c00;
  if (halfExponent < -10) return sign;
  // Below the normal range the leading one becomes part of the mantissa, and more bits fall off.
  const [significand, dropped] =
    halfExponent > 0 ? [(halfExponent << 23) | mantissa, 13] : [mantissa | 0x800000, 14 - halfExponent];
  const kept = Math.floor(significand / 2 ** dropped);
  const rest = significand - kept * 2 ** dropped;
  const half = 2 ** (dropped - 1);
  return sign | (kept + (rest > half || (rest === half && kept % 2 === 1) ? 1 : 0));
}

export function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}
