// The models worker: tells of models, takes one in, gives one out or downloads one, and ends. Forked by the language server.
import { downloadModel } from '../../models/downloadModel';
import { exportModel } from '../../models/exportModel';
import { importModel } from '../../models/importModel';
import { listModels } from '../../models/listModels';
import { planDownload } from '../../models/planDownload';
import { useProxy } from '../../network/proxy';
import { sentence } from '../../platform/failure';
import type { JobReply } from '../../protocol/jobReply';
import type { ModelsRequest } from '../../protocol/models';

const finish = (reply: JobReply<unknown>) => process.send?.(reply, () => process.exit());
const cancellation = new AbortController();

/** A message for every chunk that comes would keep both processes busy, in milliseconds. */
const pace = 100;
let told = 0;

function progress(share: number, doing: string): void {
  if (Date.now() - told < pace) return;
  told = Date.now();
  process.send?.({ type: 'progress', share, doing } satisfies JobReply<unknown>);
}

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  const request = message as ModelsRequest;
  if (request.type === 'cancel') cancellation.abort();
  else void work(request);
});

async function work(request: Exclude<ModelsRequest, { type: 'cancel' }>): Promise<void> {
  const { signal } = cancellation;
  try {
    finish({ type: 'done', result: await answer(request, { signal, progress }) });
  } catch (error) {
    if (signal.aborted) process.exit();
    const said = sentence(error);
    finish({ type: 'failed', message: said.endsWith('.') ? said : `${said}.` });
  }
}

interface Options {
  readonly signal: AbortSignal;
  readonly progress: (share: number, doing: string) => void;
}

function answer(request: Exclude<ModelsRequest, { type: 'cancel' }>, options: Options): Promise<unknown> {
  if (request.type === 'list') return listModels(request);
  if (request.type === 'import') return importModel(request, options);
  if (request.type === 'export') return exportModel(request, options);
  useProxy(request);
  return request.type === 'plan' ? planDownload(request, options.signal) : downloadModel(request, options);
}
