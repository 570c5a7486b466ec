import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { whyNoModelFile } from './fileNames';

export interface FoundFile {
  /** Below the folder, parted by `/`. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** More would be no model. */
const mostFiles = 200;

/** The files of a folder that a model may be made of, in the order of their names; links count as what they lead to only where that is a file. */
export async function modelFilesIn(folder: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const look = async (below: string) => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && below === '' && entry.name === 'onnx') await look(name);
      if (found.length > mostFiles || whyNoModelFile(name) !== undefined) continue;
      const path = join(folder, name);
      // Hubs' own caches are folders of links.
      const there = await stat(path).catch(() => undefined);
      if (there?.isFile()) found.push({ name, path, bytes: there.size });
    }
  };
  await look('');
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}
