/**
 * The form of `torch.save` before PyTorch 1.6, in which many checkpoints were published: five pickles (a mark, a version, facts of the machine, the
 * table, the names of storages in order), then for each storage its count of numbers and the numbers.
 * @see https://github.com/pytorch/pytorch/blob/main/torch/serialization.py, `_legacy_load`
 */

import type { FileHandle } from 'node:fs/promises';
import { elementTypes } from '../elements';
import { readPart } from '../filePart';
import { quoted } from '../quoted';
import { longestPickle, type PyTorchContents } from './contents';
import { type Storage, type TensorView, tensorsOf } from './tensors';
import { type Pickled, unpickle } from './unpickle';

const mark = 0x1950a86a20f9469cfc6cn;

/** @throws Error with half a sentence */
export async function storagesOfOldFile(file: FileHandle, size: number): Promise<PyTorchContents> {
  const head = await readPart(file, 0, Math.min(size, longestPickle));
  let end = 0;
  const next = (): Pickled => {
    const { value, end: after } = unpickle(head, end);
    end = after;
    return value;
  };
  if (next() !== mark) throw new Error('it is a pickle, but not of PyTorch');
  next(); // its version, 1001 ever since
  const machine = next();
  if (!(machine instanceof Map) || machine.get('little_endian') !== true)
    throw new Error('its numbers were written by a machine of another byte order');
  const tensors = tensorsOf(next());
  const keys = next();
  const starts = await storageStarts(file, size, { tensors, keys, end });
  return { tensors, start: async ({ storage }) => starts.get(storage.key)! };
}

/** Where the numbers of each storage begin. @param end of the pickles */
async function storageStarts(
  file: FileHandle,
  size: number,
  { tensors, keys, end }: { tensors: ReadonlyMap<string, TensorView>; keys: Pickled; end: number },
): Promise<Map<string, number>> {
  const storages = new Map<Pickled, Storage>(
    [...tensors.values()].map(({ storage }) => [storage.key, storage]),
  );
  const starts = new Map<string, number>();
  let at = end;
  for (const key of Array.isArray(keys) ? keys : []) {
    const storage = storages.get(key);
    if (!storage) throw new Error('it holds numbers of no tensor');
    const bytes = storage.count * elementTypes[storage.type].bytes;
    if (at + 8 + bytes > size)
      throw new Error(`its numbers end before those of the storage ${quoted(storage.key)}`);
    const count = new DataView((await readPart(file, at, 8)).buffer).getBigInt64(0, true);
    if (count !== BigInt(storage.count))
      throw new Error(
        `the storage ${quoted(storage.key)} should have ${storage.count} numbers, but says ${count}`,
      );
    starts.set(storage.key, at + 8);
    at += 8 + bytes;
  }
  const missing = [...tensors].find(([, { storage }]) => !starts.has(storage.key));
  if (missing) throw new Error(`the tensor ${quoted(missing[0])} has no numbers`);
  return starts;
}
