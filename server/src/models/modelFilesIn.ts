import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { whyNoModelFile } from './fileNames';
import { neededFiles } from './neededFiles';

export interface FoundFile {
  /** Below the folder, parted by `/`. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/**
 * The files of a folder that make its model, in the order of their names, whatever else lies beside them; links count as what they lead to only where that is
 * a file.
 * @param weights as `neededFiles` takes it
 * @returns nothing where there is no model
 */
export async function modelFilesIn(folder: string, weights?: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const name of neededFiles(await namesIn(folder), weights)) {
    const path = join(folder, ...name.split('/'));
    // Hubs' own caches are folders of links.
    const there = await stat(path).catch(() => undefined);
    if (there?.isFile()) found.push({ name, path, bytes: there.size });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is wrong with a folder in which `modelFilesIn` finds nothing, as a sentence. */
export const noModelIn = (folder: string): string =>
  `${folder} is not a model: it lacks config.json, or weights beside it (entities.onnx, model.safetensors, pytorch_model.bin or model.onnx).`;

/** Exports of other programs have their graph in a folder of this name. */
const graphs = 'onnx';

async function namesIn(folder: string): Promise<string[]> {
  const here = await readdir(folder);
  const below = here.includes(graphs) ? await readdir(join(folder, graphs)).catch(() => []) : [];
  const names = [...here, ...below.map((name) => `${graphs}/${name}`)];
  return names.filter((name) => whyNoModelFile(name) === undefined);
}
