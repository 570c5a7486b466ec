import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkWhole } from './checkWhole';
import { folderName } from './fileNames';

/** A folder that is being filled, beside the models: not one of them yet. */
const coming = '.coming-';
/** What was left by a process that was killed so long ago is cleared away, in milliseconds. */
const forgotten = 24 * 3600_000;

/**
 * Puts a new model among the others: it is filled in a folder of its own, read as a whole, and only then gets its name.
 * @param fill writes the model's files
 * @returns the model's folder
 * @throws what `fill` throws, or a sentence on what is wrong with the model; nothing is left then
 */
export async function putInPlace(
  models: string,
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  await mkdir(models, { recursive: true });
  await clear(models);
  const folder = join(models, `${coming}${randomUUID()}`);
  try {
    await mkdir(folder);
    await fill(folder);
    return await settle(folder, models, name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives a filled folder its name, once it has been read. @returns the path */
export async function settle(folder: string, models: string, name: string): Promise<string> {
  try {
    await checkWhole(folder);
  } catch (error) {
    throw notTakenIn(error, folder, name);
  }
  for (let number = 1; ; number++) {
    const path = join(models, `${folderName(name)}${number === 1 ? '' : `-${number}`}`);
    if (existsSync(path)) continue;
    await rename(folder, path);
    return path;
  }
}

/** The sentence on a model whose folder is gone when the person reads it. */
export function notTakenIn(error: unknown, folder: string, name: string): Error {
  const message = (error as Error).message
    .replaceAll(folder, name)
    .replace(/ Install the model again\.$/, '');
  return new Error(`This model is not taken in: ${message}`);
}

async function clear(models: string): Promise<void> {
  for (const entry of await readdir(models)) {
    if (!entry.startsWith(coming)) continue;
    const path = join(models, entry);
    const there = await stat(path).catch(() => undefined);
    if (there && Date.now() - there.mtimeMs > forgotten) await rm(path, { recursive: true, force: true });
  }
}
