import type { FileHandle } from 'node:fs/promises';
import { elementTypes } from '../elements';
import { openFile, readPart } from '../filePart';
import { quoted } from '../quoted';
import type { WeightFile } from '../weightFile';
import { longestPickle, type PyTorchContents } from './contents';
import { storagesOfOldFile } from './oldFormat';
import { bytesOf, inOrder, type TensorView, tensorsOf } from './tensors';
import { unpickle } from './unpickle';
import { memberStart, readZip } from './zip';

/**
 * Opens a `pytorch_model.bin`, of today's form (a ZIP file with a pickle and the numbers) or that of PyTorch before 1.6. Nothing of it is executed.
 * @throws Error with a sentence where it is damaged, or holds anything else than tensors by name
 */
export async function openPyTorchFile(path: string): Promise<WeightFile> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const contents = await readContents(file, size);
    for (const [name, { storage }] of contents.tensors)
      if (storage.count * elementTypes[storage.type].bytes > size)
        throw new Error(`the tensor ${quoted(name)} has more numbers than the file`);
    return {
      path,
      tensors: contents.tensors,
      async read(name) {
        const view = contents.tensors.get(name)!;
        const { toFloat32 } = elementTypes[view.storage.type];
        if (!toFloat32)
          throw new Error(
            `${path}: the tensor ${quoted(name)} is of type ${view.storage.type}, which is no type of weights.`,
          );
        const { from, length } = bytesOf(view);
        const start = (await contents.start(view)) + from;
        if (start + length > size)
          throw new Error(`${path}: the numbers of the tensor ${quoted(name)} lie outside of it.`);
        return inOrder(view, toFloat32(await readPart(file, start, length)));
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw new Error(`${path} is no file of tensors that can be read: ${(error as Error).message}.`);
  }
}

async function readContents(file: FileHandle, size: number): Promise<PyTorchContents> {
  if (size < 4) throw new Error(`it has ${size} bytes`);
  const [first, second] = await readPart(file, 0, 2);
  if (first === 0x50 && second === 0x4b) return zipContents(file, size);
  if (first === 0x80) return storagesOfOldFile(file, size);
  throw new Error('it is neither of the two forms of PyTorch');
}

async function zipContents(file: FileHandle, size: number): Promise<PyTorchContents> {
  const members = await readZip(file, size);
  const pickle = [...members.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (!pickle) throw new Error('it has no part data.pkl');
  const { length } = members.get(pickle)!;
  if (length > longestPickle)
    throw new Error(`its pickle has ${length} bytes, at most ${longestPickle} are read`);
  const start = await memberStart(file, members.get(pickle)!);
  const tensors = tensorsOf(unpickle(await readPart(file, start, Math.min(length, size - start))).value);
  const folder = pickle.slice(0, -'data.pkl'.length);
  const memberOf = ({ storage }: TensorView) => members.get(`${folder}data/${storage.key}`);
  for (const [name, view] of tensors) {
    const needed = view.storage.count * elementTypes[view.storage.type].bytes;
    const held = memberOf(view)?.length;
    if (held !== needed)
      throw new Error(
        `the tensor ${quoted(name)} should have ${needed} bytes of numbers, but has ${held ?? 'none'}`,
      );
  }
  return { tensors, start: (view) => memberStart(file, memberOf(view)!) };
}
