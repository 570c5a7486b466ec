import type { AnalysisReply, AnalysisRequest } from '../../protocol/analysis';
import { exportGraphArguments, type GraphResult } from '../../protocol/commands';
import { runWorkerJob } from '../workerJob';
import { command } from './command';
import { filePath } from './filePath';

/** In milliseconds; the largest graphs take some seconds. */
const patience = 120_000;

/** Writes a saved knowledge graph, or a part of it, in one of the formats for graphs. */
export const exportGraph = command({
  schema: exportGraphArguments,
  title: 'Exporting the knowledge graph',
  needsTrust: true,
  execute({ graph, format, keep, out }, { workers, log }, { signal }): Promise<GraphResult> {
    const start = {
      type: 'exportGraph',
      id: 1,
      path: filePath(graph),
      format,
      keep,
      out: filePath(out),
    } as const;
    return runWorkerJob<AnalysisReply, AnalysisRequest, GraphResult>({
      worker: workers.analysis,
      start,
      signal,
      patience,
      title: 'The export',
      log,
      receive(reply) {
        if (reply.type === 'failed') throw new Error(reply.message);
        return reply.type === 'graphWritten' ? reply.result : undefined;
      },
    });
  },
});
