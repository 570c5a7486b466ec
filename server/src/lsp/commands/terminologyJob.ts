import type { ImportTerminologyResult, TerminologyRequest } from '../../protocol/terminology';
import { runCancellableJob } from './cancellableJob';
import type { Run, Workbench } from './command';

/** Compiles an index in a process of its own. Where it is the index of a terminology in use, the new one is used at once. */
export async function runTerminologyJob(
  title: string,
  start: Exclude<TerminologyRequest, { type: 'cancel' }>,
  workbench: Workbench,
  run: Run,
): Promise<ImportTerminologyResult> {
  const job = { worker: workbench.workers.terminology, title, start };
  const result = await runCancellableJob<ImportTerminologyResult, TerminologyRequest>(job, workbench, run);
  if (result.refused === undefined) workbench.model.reload(result.out);
  return result;
}
