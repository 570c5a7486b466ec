import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KnowledgeGraph } from '../../../server/src/protocol/knowledgeGraph';
import { pathForNewest } from '../newestKept';

/** Where collected graphs lie, so that a view finds its graph again after a reload. */
export class GraphFiles {
  /** @param folder may not exist yet */
  constructor(private readonly folder: string) {}

  /** A path for a new graph. Older graphs go. */
  next = (): Promise<string> => pathForNewest(this.folder, '.json');

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
