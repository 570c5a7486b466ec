import { setImmediate, setTimeout } from 'node:timers/promises';
import type { UserWord } from '../../annotation/userWord';
import { sentence } from '../../platform/failure';
import { lowerPriority } from '../../platform/lowPriority';
import type {
  AnalysisReply,
  AnalysisRequest,
  CorpusRequest,
  ExportRequest,
  LoadRequest,
  SurveyRequest,
  SurveyResult,
} from '../../protocol/analysis';
import type { ExportResult } from '../../protocol/commands';
import type { Analyser, Load, Loading } from './analyser';
import { AnnotationJob } from './annotationJob';
import { checkFiles } from './checkFiles';
import { collectGraph } from './collectGraph';
import { gather, rank } from './corrections';
import { evaluate } from './evaluate';
import { exportAnnotations } from './exportAnnotations';
import { exportGraph } from './exportGraph';
import { KeptAnnotations } from './keptAnnotations';
import { Leisure } from './leisure';
import { survey } from './survey';
import { withDictionary } from './withDictionary';

/** The worker's side of a connection; in a forked process, `process` itself. */
export interface Channel {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  send?(message: AnalysisReply): unknown;
}

/** For so long, in milliseconds, the dictionary has the process to itself before a model is loaded; then they take turns. */
const headStart = 100;

/** How long names are marked before other messages are looked at, in milliseconds. */
const draftSlice = 15;

/**
 * Answers the messages of protocol/analysis: opens terminologies, then loads one model, then analyses documents unit by unit. While the model
 * is being loaded, and for a document that is opened later, the dictionary answers first where that is asked for.
 *
 * A run of the model blocks this process, so messages are taken between two units. The newest request always goes first:
 * an abstract that is opened while a long document is being read waits for one unit, not for the document.
 */
export function serveAnalysis(channel: Channel, load: Load): void {
  const send = (reply: AnalysisReply) => void channel.send?.(reply);
  const jobs = new Map<number, AnnotationJob>();
  /** When nobody waits for a document. */
  const leisure = new Leisure();
  let loading: Loading | undefined;
  /** What documents are read by; the same with the dictionary's mentions beside it is what a person sees. */
  let analyser: Analyser | undefined;
  let shown: Analyser | undefined;
  let words: readonly UserWord[] = [];
  let working: Promise<void> | undefined;
  let hasPrepared = false;
  /** Exports that go on, and how they are called off. */
  const exports = new Map<number, { readonly stop: AbortController; readonly ended: Promise<unknown> }>();
  let loadRequest: LoadRequest | undefined;

  channel.on('message', (message) => {
    const request = message as AnalysisRequest;
    if (request.type === 'load') void open(request);
    else if (request.type === 'words') {
      words = request.words;
      tellWords(loading?.dictionary, loading?.imported, analyser);
    } else if (request.type === 'stop') void stop(request.id);
    else if (request.type === 'annotate') {
      jobs.set(request.id, new AnnotationJob(request));
      leisure.interrupt();
      void work();
    } else if (request.type === 'exportGraph') {
      void answer(request.id, async () => ({
        type: 'graphWritten',
        id: request.id,
        result: await exportGraph(request),
      }));
    } else if (request.type === 'checkCorpus') {
      const { id } = request;
      const progress = (share: number, doing: string) => send({ type: 'checking', id, share, doing });
      void answer(id, async () => ({ type: 'checked', id, result: await checkFiles(request, progress) }));
    } else void answer(request.id, () => workOnCorpus(request));
  });

  async function stop(id: number) {
    jobs.delete(id);
    const running = exports.get(id);
    running?.stop.abort(new Error('The export was called off.'));
    await running?.ended;
    send({ type: 'stopped', id });
  }

  async function open(request: LoadRequest) {
    try {
      loadRequest = request;
      loading = load(request);
      if (words.length > 0) tellWords(loading.dictionary, loading.imported);
      send({ type: 'opened', problems: loading.problems });
      // Requests that wait in the connection get the dictionary's answer before the model's files keep the process busy.
      await otherMessages();
      if (request.reader === 'model') await Promise.race([work(), setTimeout(headStart)]);
      const loaded = request.reader === 'model' ? await loading.model() : loading.dictionary;
      if (words.length > 0) tellWords(loaded);
      if (!loaded) throw new Error(`No terminology can be used. ${loading.problems.join(' ')}`);
      analyser = loaded;
      shown = loaded.model && loading.imported ? withDictionary(loaded, loading.imported) : loaded;
      send({ type: 'loaded', model: loaded.model });
      void work();
    } catch (error) {
      send({ type: 'loadFailed', message: sentence(error) });
    }
  }

  function tellWords(...readers: readonly (Analyser | undefined)[]) {
    for (const each of new Set(readers)) each?.useWords(words);
  }

  /** Settles when nothing can be done at the moment. */
  function work(): Promise<void> {
    working ??= workOff().finally(() => {
      working = undefined;
    });
    return working;
  }

  async function workOff() {
    for (;;) {
      const newest = [...jobs.values()].reverse();
      const undrafted = newest.find(({ needsDraft }) => needsDraft);
      if (undrafted && loading?.dictionary) await draft(undrafted, loading.dictionary);
      else if (shown && newest[0]) await takeTurn(shown, newest[0]);
      else return;
      leisure.interrupt();
      await otherMessages();
    }
  }

  async function draft(job: AnnotationJob, dictionary: Analyser) {
    const { id } = job.request;
    const parts = await job.draft(dictionary, draftSlice);
    if (jobs.has(id) && parts.length > 0) send({ type: 'draft', id, parts });
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
      if (part) return;
      jobs.delete(id);
      // Not before a text has been read: nothing needs it then, and the editor is busy opening that text.
      void prepare(analyser);
    } catch (error) {
      answer({ type: 'failed', id, message: sentence(error) });
      jobs.delete(id);
    }
  }

  async function prepare(analyser: Analyser) {
    if (hasPrepared || !analyser.prepare) return;
    hasPrepared = true;
    try {
      await analyser.prepare(leisure.begins);
      send({ type: 'prepared' });
    } catch (error) {
      // Printed, it is in the log; what was answered in haste stands.
      console.error(`linking is not ready: ${sentence(error)}`);
    }
  }

  async function answer(id: number, work: () => Promise<AnalysisReply>) {
    try {
      send(await work());
    } catch (error) {
      send({ type: 'failed', id, message: sentence(error) });
    }
  }

  async function workOnCorpus(request: CorpusRequest): Promise<AnalysisReply> {
    const { id } = request;
    const progress = (done: number, total: number, doing?: string) =>
      send({ type: 'progress', id, done, total, ...(doing !== undefined && { doing }) });
    if (loading && request.type === 'evaluate' && (analyser || request.predictions !== undefined))
      return { type: 'evaluated', id, result: await evaluate(analyser, request, loading, progress) };
    if (!loading || !analyser || !shown || request.type === 'evaluate')
      throw new Error('No model is loaded yet.');
    // What the dictionary knows beside the model is no finding of the model.
    if (request.type === 'gatherCorrections')
      return { type: 'gathered', id, result: await gather(analyser, request, progress) };
    if (request.type === 'rankForReview')
      return { type: 'ranked', id, result: await rank(analyser, request, progress) };
    if (request.type === 'survey')
      return { type: 'surveyEnded', id, result: await runSurvey(shown, request) };
    if (request.type === 'graph')
      return { type: 'graphWritten', id, result: await collectGraph(shown, request, loading, progress) };
    return { type: 'exported', id, result: await runExport(shown, request, progress) };
  }

  async function runSurvey(by: Analyser, request: SurveyRequest): Promise<SurveyResult> {
    lowerPriority({ somewhat: true });
    return survey(by, request, await keptFor(by, request.kept), send);
  }

  const keptFor = (by: Analyser, folder: string) =>
    KeptAnnotations.open(folder, loadRequest!, by.model?.folder, words);

  async function runExport(
    by: Analyser,
    request: ExportRequest,
    progress: (done: number, total: number, doing?: string) => void,
  ): Promise<ExportResult> {
    const stop = new AbortController();
    const result = keptFor(by, request.kept).then((kept) =>
      exportAnnotations(by, request, { kept, signal: stop.signal, progress }),
    );
    exports.set(request.id, { stop, ended: result.catch(() => {}) });
    return result.finally(() => exports.delete(request.id));
  }
}

/** Lets messages in that have arrived meanwhile. */
const otherMessages = () => setImmediate();
