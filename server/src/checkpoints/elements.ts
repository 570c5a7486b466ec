/** How numbers are stored in checkpoint files, and as what they are computed with. */
import { fromFloat16 } from '../onnx/float16';

/** By safetensors' names of the types: bytes of one number, and how numbers become float32; none where they are no weights (ids, masks). */
interface ElementType {
  readonly bytes: number;
  readonly toFloat32?: (bytes: Uint8Array<ArrayBuffer>) => Float32Array;
}

const bits16 = ({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>) =>
  new Uint16Array(buffer, byteOffset, length / 2);

export const elementTypes: Readonly<Record<string, ElementType>> = {
  F64: {
    bytes: 8,
    toFloat32: ({ buffer, byteOffset, length }) =>
      Float32Array.from(new Float64Array(buffer, byteOffset, length / 8)),
  },
  F32: {
    bytes: 4,
    toFloat32: ({ buffer, byteOffset, length }) => new Float32Array(buffer, byteOffset, length / 4),
  },
  F16: {
    bytes: 2,
    toFloat32(bytes) {
      const halves = bits16(bytes);
      const numbers = new Float32Array(halves.length);
      for (let i = 0; i < halves.length; i++) numbers[i] = fromFloat16(halves[i]);
      return numbers;
    },
  },
  BF16: {
    bytes: 2,
    /** The upper half of a float32. */
    toFloat32(bytes) {
      const halves = bits16(bytes);
      const numbers = new Float32Array(halves.length);
      const bits = new Uint32Array(numbers.buffer);
      for (let i = 0; i < halves.length; i++) bits[i] = halves[i] << 16;
      return numbers;
    },
  },
  I64: { bytes: 8 },
  I32: { bytes: 4 },
  I16: { bytes: 2 },
  I8: { bytes: 1 },
  U8: { bytes: 1 },
  BOOL: { bytes: 1 },
};
