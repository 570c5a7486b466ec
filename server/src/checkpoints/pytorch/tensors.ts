import { elementCount } from '../../onnx/dataTypes';
import { elementTypes } from '../elements';
import { quoted } from '../quoted';
import { Call, Global, Persistent, type Pickled } from './unpickle';

/** A run of numbers that tensors are views of. */
export interface Storage {
  /** Its name in the file. */
  readonly key: string;
  /** One of `elementTypes`. */
  readonly type: string;
  /** Numbers. */
  readonly count: number;
}

/** A view of a storage: element (i, j, …) is number `first + i · strides[0] + j · strides[1] + …`. */
export interface TensorView {
  readonly storage: Storage;
  readonly first: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

const storageTypes: Readonly<Record<string, string>> = {
  'torch.DoubleStorage': 'F64',
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.LongStorage': 'I64',
  'torch.IntStorage': 'I32',
  'torch.ShortStorage': 'I16',
  'torch.CharStorage': 'I8',
  'torch.ByteStorage': 'U8',
  'torch.BoolStorage': 'BOOL',
};

/**
 * The tensors of a state dict; what else it holds (counters, settings) is left aside.
 * @throws Error with half a sentence where it is no table of tensors, or a tensor lies outside of its storage
 */
export function tensorsOf(value: Pickled): Map<string, TensorView> {
  if (!(value instanceof Map)) throw new Error('it holds something else than a table of tensors');
  const tensors = new Map<string, TensorView>();
  for (const [name, entry] of value) {
    const call = parameterOf(entry);
    if (typeof name === 'string' && call) tensors.set(name, tensorOf(name, call));
  }
  if (tensors.size === 0) throw new Error('it holds no tensors');
  return tensors;
}

/** A parameter is a tensor with a note that it learns. */
function parameterOf(entry: Pickled): Call | undefined {
  if (!(entry instanceof Call)) return undefined;
  return entry.of === 'torch._utils._rebuild_parameter' && entry.given[0] instanceof Call
    ? entry.given[0]
    : entry;
}

function tensorOf(name: string, { of, given }: Call): TensorView {
  const [place, first, shape, strides] = given;
  const isTensor = of === 'torch._utils._rebuild_tensor_v2' && place instanceof Persistent;
  if (
    !isTensor ||
    !isCount(first) ||
    !areCounts(shape) ||
    !areCounts(strides) ||
    shape.length !== strides.length
  )
    throw new Error(`the tensor ${quoted(name)} is not described as tensors are`);
  const storage = storageOf(name, place);
  const view = { storage, first, shape, strides };
  if (elementCount(shape) > 0 && lastPlace(view) >= storage.count)
    throw new Error(
      `the tensor ${quoted(name)} of shape [${shape}] lies outside of its ${storage.count} numbers`,
    );
  return view;
}

function storageOf(name: string, { id }: Persistent): Storage {
  const [kind, type, key, , count] = id;
  const known = type instanceof Global ? storageTypes[type.name] : undefined;
  if (kind !== 'storage' || !known || typeof key !== 'string' || !isCount(count))
    throw new Error(`the numbers of the tensor ${quoted(name)} are not where tensors have theirs`);
  return { key, type: known, count };
}

const lastPlace = ({ first, shape, strides }: TensorView): number =>
  shape.reduce((last, size, axis) => last + (size - 1) * strides[axis], first);

const isCount = (value: Pickled | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const areCounts = (value: Pickled | undefined): value is number[] =>
  Array.isArray(value) && value.length <= 16 && value.every(isCount);

/** The part of its storage that a tensor is a view of, in bytes from the storage's first. */
export function bytesOf(view: TensorView): { readonly from: number; readonly length: number } {
  const { bytes } = elementTypes[view.storage.type];
  const numbers = elementCount(view.shape) === 0 ? 0 : lastPlace(view) - view.first + 1;
  return { from: view.first * bytes, length: numbers * bytes };
}

/** @param numbers those of `bytesOf` @returns them row-major, whatever the strides are */
export function inOrder({ shape, strides }: TensorView, numbers: Float32Array): Float32Array {
  const count = elementCount(shape);
  let step = 1;
  const isInOrder = [...shape.keys()].reverse().every((axis) => {
    const fits = shape[axis] === 1 || strides[axis] === step;
    step *= shape[axis];
    return fits;
  });
  if (isInOrder && numbers.length === count) return numbers;
  const ordered = new Float32Array(count);
  const place = shape.map(() => 0);
  let from = 0;
  for (let i = 0; i < count; i++) {
    ordered[i] = numbers[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++place[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      place[axis] = 0;
    }
  }
  return ordered;
}
