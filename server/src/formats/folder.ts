import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Format } from './format';

/**
 * Paths of the files below a folder, hidden ones and installed packages apart, in the order of their names. Links to folders are not followed.
 */
export async function filesBelow(folder: string, below = ''): Promise<string[]> {
  const byName = (a: Dirent, b: Dirent) => (a.name < b.name ? -1 : 1);
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.filter(({ name }) => !/^\.|^node_modules$/.test(name)).sort(byName)) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(folder, path)));
    else files.push(path);
  }
  return files;
}

/** Whether a file is named as those of one of the formats are. */
export const isNamedAs =
  (...formats: readonly Format[]) =>
  (file: string): boolean =>
    formats.some(({ extensions }) =>
      extensions.some((extension) => file.toLowerCase().endsWith(extension.toLowerCase())),
    );
