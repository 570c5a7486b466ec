import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { modelPlace } from '../checkpoints/modelPlace';
import { modelFiles } from '../pipeline/modelFolder';
import type { ListedModel, ListModelsOrder } from '../protocol/models';
import { describeModel } from './describeModel';

/** A run folder lies no deeper below a folder of the workspace. */
const deepest = 4;
/** So many folders are looked into at most: a workspace may be a whole disk. */
const mostFolders = 4_000;
const uninteresting = /^(\.|node_modules$|dist$|out$|venv$|__pycache__$|model-last$)/;

/** The models on this computer: the one that comes with BioGloss, those that were imported, and those that training runs of the workspace made. */
export async function listModels({
  models,
  workspace,
  embedded,
  inUse,
}: ListModelsOrder): Promise<ListedModel[]> {
  const found: Promise<ListedModel>[] = [];
  const known = new Set<string>();
  const add = (folder: string, origin: ListedModel['origin']) => {
    const files = resolve(modelPlace(folder));
    if (known.has(files)) return;
    known.add(files);
    found.push(describeModel(folder, origin));
  };
  add(embedded, 'embedded');
  for (const folder of await foldersIn(models)) add(folder, 'imported');
  for (const folder of workspace) for (const run of await runFolders(folder)) add(run, 'run');
  if (inUse !== undefined) add(inUse, 'elsewhere');
  return Promise.all(found);
}

/** Those whose names begin with a dot are not models yet. */
const foldersIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(folder, name))
    .sort();

/** Folders with a `model-best`, breadth first. */
async function runFolders(top: string): Promise<string[]> {
  const runs: string[] = [];
  let level = [top];
  for (let depth = 0, seen = 0; depth <= deepest && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (++seen > mostFolders) return runs.sort();
      if (existsSync(join(folder, 'model-best', modelFiles.config))) runs.push(folder);
      else next.push(...(await foldersIn(folder)).filter((path) => !uninteresting.test(basename(path))));
    }
    level = next;
  }
  return runs.sort();
}
