import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KnowledgeGraph } from '../../../server/src/protocol/knowledgeGraph';

/** So many graphs are kept, the newest: one for each view that a reload may open again. */
const mostKept = 6;

/** Where collected graphs lie, so that a view finds its graph again after a reload. */
export class GraphFiles {
  /** @param folder may not exist yet */
  constructor(private readonly folder: string) {}

  /** A path for a new graph. Older graphs go. */
  async next(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const paths = (await readdir(this.folder)).map((name) => join(this.folder, name));
    // One that another window takes away meanwhile is as old as can be.
    const timeOf = (path: string) =>
      stat(path)
        .then(({ mtimeMs }) => mtimeMs)
        .catch(() => 0);
    const dated = await Promise.all(paths.map(async (path) => ({ path, time: await timeOf(path) })));
    const old = dated.sort((a, b) => b.time - a.time).slice(mostKept - 1);
    for (const { path } of old) await rm(path, { force: true });
    return join(this.folder, `${randomUUID()}.json`);
  }

  /** Sees to it that a graph which a view still shows is there: newer ones may have pushed its file out. */
  async keep(path: string, graph: KnowledgeGraph): Promise<void> {
    if (existsSync(path)) return;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(graph));
  }

  /** @throws Error with a sentence where the graph is not there any more */
  async read(path: string): Promise<KnowledgeGraph> {
    try {
      return JSON.parse(await readFile(path, 'utf8'));
    } catch {
      throw new Error('This knowledge graph is not kept any more. Collect it again.');
    }
  }
}
