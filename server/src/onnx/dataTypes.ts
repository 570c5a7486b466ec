import type { DataType, TensorData } from './ir';

interface DataTypeFacts {
  /** Code in TensorProto.DataType. */
  readonly code: number;
  /** Bytes of one element, in `raw_data` as in memory. */
  readonly bytes: number;
  readonly array: new (buffer: ArrayBuffer) => TensorData;
}

/** What the wire format and memory say of each data type. */
export const dataTypes: Readonly<Record<DataType, DataTypeFacts>> = {
  float32: { code: 1, bytes: 4, array: Float32Array },
  uint8: { code: 2, bytes: 1, array: Uint8Array },
  int8: { code: 3, bytes: 1, array: Int8Array },
  int32: { code: 6, bytes: 4, array: Int32Array },
  int64: { code: 7, bytes: 8, array: BigInt64Array },
  bool: { code: 9, bytes: 1, array: Uint8Array },
  float16: { code: 10, bytes: 2, array: Uint16Array },
};

const byCode = new Map(Object.entries(dataTypes).map(([name, { code }]) => [code, name as DataType]));

/** @returns undefined for a type that graphs here never hold (strings, complex numbers …) */
export const dataTypeOfCode = (code: number): DataType | undefined => byCode.get(code);

/** How many elements a tensor of this shape has. */
export const elementCount = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);
