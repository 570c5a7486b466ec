import { memoryForOneModel } from '../../platform/memory';
import type { AnalysisReply, AnalysisRequest, CorpusRequest } from '../../protocol/analysis';
import type { Load } from '../analysisHost';
import { runWorkerJob } from '../workerJob';
import type { Run, Workbench } from './command';

/** Loading a large model on a slow disk counts as silence. */
const patience = 60_000;

/**
 * Gives work on a whole file to an analysis worker of its own, so that the editor's highlights never wait for it. A person's words count in
 * what is exported or collected, as they do on screen, and not in what is scored.
 */
export function runCorpusJob<Result>(
  title: string,
  request: CorpusRequest,
  load: Load,
  { workers, words, log }: Workbench,
  { signal, progress }: Run,
  result: (reply: AnalysisReply) => Result | undefined,
): Promise<Result> {
  // An export leaves nothing half done; the others are ended where they stand.
  const stop = request.type === 'export' ? ({ type: 'stop', id: request.id } as const) : undefined;
  // Terminologies are opened for names of concepts; whether there are any does not matter.
  const needsNoReader = request.type === 'evaluate' && request.predictions !== undefined;
  return runWorkerJob<AnalysisReply, AnalysisRequest, Result>({
    worker: workers.analysis,
    start: { type: 'load', ...load },
    signal,
    stop,
    patience,
    memory: memoryForOneModel(),
    title,
    log,
    receive(reply, send) {
      if (needsNoReader) {
        if (reply.type === 'opened') send(request);
        if (reply.type === 'loaded' || reply.type === 'loadFailed') return undefined;
      }
      if (reply.type === 'loaded') {
        if (request.type !== 'evaluate') send({ type: 'words', words: words.words });
        send(request);
      }
      if (reply.type === 'stopped') throw signal.reason;
      if (reply.type === 'loadFailed' || reply.type === 'failed') throw new Error(reply.message);
      if (reply.type === 'progress')
        progress(reply.done / reply.total, `${reply.doing ?? ''}${reply.done} of ${reply.total}`);
      return result(reply);
    },
  });
}
