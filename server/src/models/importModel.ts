import { copyFile, mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { modelPlace } from '../checkpoints/modelPlace';
import { Failure } from '../platform/failure';
import { describeAccess } from '../platform/textFile';
import type { ImportModelOrder, ListedModel } from '../protocol/models';
import { describeModel } from './describeModel';
import { modelFilesIn, noModelIn } from './modelFilesIn';
import { putInPlace } from './place';
import { unpack } from './unpack';

export interface ImportOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (share: number, doing: string) => void;
}

/**
 * Takes a model in: a file that `exportModel` wrote, a model folder, a run folder, or a folder of another program. It is read as a whole before it has a
 * place among the models; what is not right about it is a sentence, and nothing stays.
 */
export async function importModel(
  { from, models, name }: ImportModelOrder,
  { signal, progress }: ImportOptions = {},
): Promise<ListedModel> {
  const there = await stat(from).catch((error) => {
    throw new Failure(`${describeAccess(from, error)}.`);
  });
  const isFolder = there.isDirectory();
  if (isFolder && isInside(models, from)) throw new Failure(`${from} is among the models already.`);
  const called = name ?? nameOf(from, isFolder);
  const folder = await putInPlace(models, called, async (coming) => {
    if (isFolder) await copyModel(from, coming, { signal, progress });
    else await unpack(from, coming, { signal, progress: (share) => progress?.(share, 'unpacking') });
    progress?.(1, 'reading the model');
  });
  return describeModel(folder, 'imported');
}

/** A file's name without its ending; that of the run where its best model is given. */
function nameOf(from: string, isFolder: boolean): string {
  const path = resolve(from);
  if (!isFolder) return basename(path).replace(/(\.biogloss)?\.zip$/i, '');
  return basename(path) === 'model-best' ? basename(dirname(path)) : basename(path);
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(resolve(folder), resolve(path));
  return way !== '' && !way.startsWith('..') && !/^([a-z]:|\/)/i.test(way);
};

async function copyModel(from: string, to: string, { signal, progress }: ImportOptions): Promise<void> {
  const files = await modelFilesIn(modelPlace(from)).catch((): [] => []);
  if (files.length === 0) throw new Failure(noModelIn(from));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 1);
  let done = 0;
  for (const { name, path, bytes } of files) {
    signal?.throwIfAborted();
    const target = join(to, ...name.split('/'));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(path, target);
    done += bytes;
    progress?.(done / total, 'copying');
  }
}
