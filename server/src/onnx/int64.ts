/**
 * The memory of int64 numbers as pairs of int32, the low half of each at every second place. Ids are small and not negative, so writing that half alone
 * to zeroed memory spares a BigInt for every number.
 */
export const lowHalves = ({ buffer, byteOffset, length }: BigInt64Array): Int32Array =>
  new Int32Array(buffer, byteOffset, 2 * length);
