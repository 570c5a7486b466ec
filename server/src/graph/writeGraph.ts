import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../platform/atomicFile';
import type { GraphFormat } from './graphFormats';
import type { KnowledgeGraph } from './model';

/** Writes a graph to a file, or where the format is several files to a folder; each appears whole or not at all. */
export async function writeGraph(
  graph: KnowledgeGraph,
  { write, tables = {} }: GraphFormat,
  out: string,
): Promise<void> {
  const files = write
    ? [{ path: out, pieces: write }]
    : Object.entries(tables).map(([name, pieces]) => ({ path: join(out, name), pieces }));
  for (const { path, pieces } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeAtomically(path, bytes(pieces(graph)));
  }
}

function* bytes(pieces: Iterable<string>): Generator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece, 'utf8');
}
