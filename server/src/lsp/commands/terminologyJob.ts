import type {
  ImportTerminologyResult,
  TerminologyReply,
  TerminologyRequest,
} from '../../protocol/terminology';
import { runWorkerJob } from '../workerJob';
import type { Run, Workbench } from './command';

/** Compiling a million names keeps the worker busy without a word; on a slow machine for long. */
const patience = 5 * 60_000;

/** Compiles an index in a process of its own. Where it is the index of a terminology in use, the new one is used at once. */
export async function runTerminologyJob(
  title: string,
  start: Exclude<TerminologyRequest, { type: 'cancel' }>,
  { workers, model, log }: Workbench,
  { signal, progress }: Run,
): Promise<ImportTerminologyResult> {
  const result = await runWorkerJob<TerminologyReply, TerminologyRequest, ImportTerminologyResult>({
    worker: workers.terminology,
    start,
    stop: { type: 'cancel' },
    signal,
    patience,
    title,
    log,
    receive(reply) {
      if (reply.type === 'failed') throw new Error(reply.message);
      if (reply.type === 'progress') progress(reply.share, reply.doing);
      return reply.type === 'done' ? reply.result : undefined;
    },
  });
  if (result.refused === undefined) model.reload(result.out);
  return result;
}
