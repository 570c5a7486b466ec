import { memoryForOneModel } from '../../platform/memory';
import type { AnalysisReply, AnalysisRequest } from '../../protocol/analysis';
import { type CheckCorpusResult, checkCorpusArguments } from '../../protocol/commands';
import { runWorkerJob } from '../workerJob';
import { baseOf } from './baseOf';
import { command } from './command';
import { filePath } from './filePath';

/** Reading a file of the largest size is one piece of work, without a word in between. */
const patience = 5 * 60_000;

/** Says what files are fit for before anything is learned from them. */
export const checkCorpus = command({
  schema: checkCorpusArguments,
  title: 'Checking the corpus',
  needsTrust: true,
  execute({ train, dev, test, model, models, report, ...draw }, workbench, { signal, progress }) {
    const { terminologies } = workbench.model.current;
    const start: AnalysisRequest = {
      type: 'checkCorpus',
      id: 1,
      train: train.map(filePath),
      dev: dev.map(filePath),
      test: test.map(filePath),
      model: baseOf(model, models, workbench),
      terminologies,
      report: report && filePath(report),
      ...draw,
    };
    return runWorkerJob<AnalysisReply, AnalysisRequest, CheckCorpusResult>({
      worker: workbench.workers.analysis,
      start,
      signal,
      patience,
      memory: memoryForOneModel(),
      title: 'The check',
      log: workbench.log,
      receive(reply) {
        if (reply.type === 'failed') throw new Error(reply.message);
        if (reply.type === 'checking') progress(reply.share, reply.doing);
        return reply.type === 'checked' ? reply.result : undefined;
      },
    });
  },
});
