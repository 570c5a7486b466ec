import type { UserWord } from '../../annotation/userWord';
import { sentence } from '../../platform/failure';
import type { AnalysisReply, AnalysisRequest, CorpusRequest, LoadRequest } from '../../protocol/analysis';
import type { Analyser, LoadAnalyser } from './analyser';
import { AnnotationJob } from './annotationJob';
import { evaluate } from './evaluate';
import { exportAnnotations } from './exportAnnotations';

/** The worker's side of a connection; in a forked process, `process` itself. */
export interface Channel {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  send?(message: AnalysisReply): unknown;
}

/**
 * Answers the messages of protocol/analysis: loads one model, then analyses documents unit by unit.
 *
 * A run of the model blocks this process, so messages are taken between two units. The newest request always goes first:
 * an abstract that is opened while a long document is being read waits for one unit, not for the document.
 */
export function serveAnalysis(channel: Channel, load: LoadAnalyser): void {
  const send = (reply: AnalysisReply) => void channel.send?.(reply);
  const jobs = new Map<number, AnnotationJob>();
  let analyser: Analyser | undefined;
  let words: readonly UserWord[] = [];
  let working = false;

  channel.on('message', (message) => {
    const request = message as AnalysisRequest;
    if (request.type === 'load') void loadModel(request);
    else if (request.type === 'words') {
      words = request.words;
      analyser?.useWords(words);
    } else if (request.type === 'stop') {
      jobs.delete(request.id);
      send({ type: 'stopped', id: request.id });
    } else if (request.type === 'annotate') {
      jobs.set(request.id, new AnnotationJob(request));
      void work();
    } else void workOnCorpus(request);
  });

  async function loadModel(request: LoadRequest) {
    try {
      const loaded = await load(request);
      if (words.length > 0) loaded.useWords(words);
      analyser = loaded;
      send({ type: 'loaded', model: loaded.model });
      void loaded.prepared?.then(() => send({ type: 'prepared' }));
      void work();
    } catch (error) {
      send({ type: 'loadFailed', message: sentence(error) });
    }
  }

  async function work() {
    if (working || !analyser) return;
    working = true;
    while (jobs.size > 0) {
      await takeTurn(analyser, [...jobs.values()][jobs.size - 1]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    working = false;
  }

  async function takeTurn(analyser: Analyser, job: AnnotationJob) {
    const { id } = job.request;
    const answer = (reply: AnalysisReply) => {
      if (jobs.has(id)) send(reply);
    };
    try {
      send({ type: 'began', id });
      const part = await job.next(analyser);
      answer(part ?? { type: 'annotated', id });
      if (!part) jobs.delete(id);
    } catch (error) {
      answer({ type: 'failed', id, message: sentence(error) });
      jobs.delete(id);
    }
  }

  async function workOnCorpus(request: CorpusRequest) {
    const { id } = request;
    try {
      if (!analyser) throw new Error('No model is loaded yet.');
      const progress = (done: number, total: number) => send({ type: 'progress', id, done, total });
      if (request.type === 'evaluate')
        send({ type: 'evaluated', id, result: await evaluate(analyser, request, progress) });
      else send({ type: 'exported', id, result: await exportAnnotations(analyser, request, progress) });
    } catch (error) {
      send({ type: 'failed', id, message: sentence(error) });
    }
  }
}
