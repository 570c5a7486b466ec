import { graphFormats } from '../../graph/graphFormats';
import { readGraph } from '../../graph/readGraph';
import { subgraph } from '../../graph/subgraph';
import { writeGraph } from '../../graph/writeGraph';
import { sentence } from '../../platform/failure';
import { readText } from '../../platform/textFile';
import type { ExportGraphRequest } from '../../protocol/analysis';
import type { GraphResult } from '../../protocol/commands';

/** Writes a graph that was saved as JSON, or a part of it, in another format. No model is needed. */
export async function exportGraph(request: ExportGraphRequest): Promise<GraphResult> {
  const { path, keep, out } = request;
  const format = graphFormats.find(({ id }) => id === request.format);
  if (!format) {
    const ids = graphFormats.map(({ id }) => id).join(', ');
    throw new Error(`"${request.format}" is not a format of a graph; there are ${ids}.`);
  }
  const text = await readText(path);
  const graph = (() => {
    try {
      return readGraph(text);
    } catch (error) {
      throw new Error(`${path} is no graph of BioGloss: ${sentence(error)}.`);
    }
  })();
  const part = keep ? subgraph(graph, keep) : graph;
  await writeGraph(part, format, out);
  const { documents, concepts, relations } = part;
  return {
    out,
    documents: documents.length,
    concepts: concepts.length,
    relations: relations.length,
    problems: [],
  };
}
