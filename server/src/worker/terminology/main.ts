// The terminology worker: compiles one terminology and ends. Forked by the language server.
import { describeProblem } from '../../annotation/problem';
import { sentence } from '../../platform/failure';
import type { JobReply } from '../../protocol/jobReply';
import type { ImportTerminologyResult, TerminologyRequest } from '../../protocol/terminology';
import { type ImportReport, importTerminology, orderOf } from '../../terminology/importTerminology';

type Reply = JobReply<ImportTerminologyResult>;

const send = (reply: Reply) => process.send?.(reply);
const finish = (reply: Reply) => process.send?.(reply, () => process.exit());
const cancellation = new AbortController();

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  const request = message as TerminologyRequest;
  if (request.type === 'cancel') cancellation.abort();
  else void work(request);
});

async function work(request: Exclude<TerminologyRequest, { type: 'cancel' }>): Promise<void> {
  const { signal } = cancellation;
  try {
    const order =
      request.type === 'update'
        ? { ...orderOf(request.out), partial: request.partial }
        : { ...request, type: request.fallbackType };
    const report = await importTerminology(order, {
      signal,
      progress: (share, doing) => send({ type: 'progress', share, doing }),
    });
    finish({ type: 'done', result: resultOf(report) });
  } catch (error) {
    if (signal.aborted) process.exit();
    finish({ type: 'failed', message: `${sentence(error)}.` });
  }
}

const resultOf = ({ files, ...report }: ImportReport): ImportTerminologyResult => ({
  ...report,
  ...(report.refused && { refused: `${report.refused[0]!.toUpperCase()}${report.refused.slice(1)}.` }),
  files: files.map(({ file, format, release, concepts, problems, failure }) => ({
    file,
    format,
    ...release,
    concepts,
    problems: [...problems.map((problem) => describeProblem(file, problem)), ...(failure ? [failure] : [])],
  })),
});
