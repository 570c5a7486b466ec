import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import picomatch from 'picomatch';
import type { Format } from './format';

/**
 * Paths of the files below a folder, hidden ones and installed packages apart, in the order of their names. Links to folders are not followed, and links to
 * files only where they stay in the folder: a corpus from elsewhere must not have files of its reader's read. What is no file (a pipe, a device) is left out.
 * @param leftOut globs of files and folders that do not count, by their paths below `folder`, as editors have them for what they hide
 */
export async function filesBelow(folder: string, leftOut: readonly string[] = []): Promise<string[]> {
  const isLeftOut = leftOut.length > 0 ? picomatch([...leftOut], { dot: true }) : () => false;
  return below(folder, '', await realpath(folder), isLeftOut);
}

async function below(
  folder: string,
  path: string,
  root: string,
  isLeftOut: (path: string) => boolean,
): Promise<string[]> {
  const byName = (a: Dirent, b: Dirent) => (a.name < b.name ? -1 : 1);
  const entries = await readdir(join(folder, path), { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.filter(({ name }) => !/^\.|^node_modules$/.test(name)).sort(byName)) {
    const found = join(path, entry.name);
    if (isLeftOut(found)) continue;
    if (entry.isDirectory()) files.push(...(await below(folder, found, root, isLeftOut)));
    else if (entry.isFile() || (entry.isSymbolicLink() && (await staysBelow(join(folder, found), root))))
      files.push(found);
  }
  return files;
}

async function staysBelow(link: string, root: string): Promise<boolean> {
  try {
    const target = await realpath(link);
    return target.startsWith(root + sep) && (await stat(target)).isFile();
  } catch {
    return false;
  }
}

/** A folder with one of these is a model or a run: its word lists are no texts, and what a run keeps of corpora is a copy. */
const marksOfModelsAndRuns = new Set(['entities.onnx', 'training.json']);

/** Paths below a folder without those of models and runs. */
export function withoutModelsAndRuns(names: readonly string[]): string[] {
  const theirs = names
    .filter((name) => marksOfModelsAndRuns.has(basename(name)))
    .map((name) => `${dirname(name)}${sep}`);
  return names.filter((name) => theirs.every((each) => each !== `.${sep}` && !name.startsWith(each)));
}

/** Whether a file is named as those of one of the formats are. */
export const isNamedAs =
  (...formats: readonly Format[]) =>
  (file: string): boolean =>
    formats.some(({ extensions }) =>
      extensions.some((extension) => file.toLowerCase().endsWith(extension.toLowerCase())),
    );
