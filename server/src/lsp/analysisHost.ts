import type { UserWord } from '../annotation/userWord';
import { type Ending, ForkedProcess, type ForkedProcessEvents } from '../platform/forkedProcess';
import { memoryForOneModel } from '../platform/memory';
import type { AnalysisReply, AnalysisRequest, AnnotateRequest, LoadRequest } from '../protocol/analysis';
import type { ModelSummary } from '../protocol/status';
import { type AnalysisEvents, AnalysisRequests } from './analysisRequests';
import { restartDelay } from './restartDelay';

/** How long, in milliseconds, the worker may stay silent before a person is told and before it is ended. */
export interface Patience {
  /** Loading a model: from here on, the status says that it takes long. */
  readonly slowLoad: number;
  readonly load: number;
  /** One unit of a document. */
  readonly unit: number;
}

export const patience: Patience = { slowLoad: 4_000, load: 60_000, unit: 30_000 };

export interface AnalysisHostOptions {
  /** The worker's main module. */
  readonly worker: string;
  readonly patience?: Patience;
  /** A line for the log. */
  log(line: string): void;
  /** Called after each change of `state`. */
  stateChanged(): void;
  /** Called with a sentence for each terminology that cannot be used. */
  terminologyProblems?(problems: readonly string[]): void;
  /** Called with each model that is loaded. */
  loaded?(model: ModelSummary): void;
  /** Called when the worker would now answer better than it has: documents are worth another analysis. */
  prepared?(): void;
}

export type HostState =
  | { readonly kind: 'starting'; readonly message?: string }
  /** Without a model the dictionary reads, as the person wants it. */
  | { readonly kind: 'ready'; readonly model?: ModelSummary }
  /** No model can be had; the dictionary may still read. */
  | { readonly kind: 'failed'; readonly message: string };

export interface Ticket {
  cancel(): void;
}

/** What a worker is started with. */
export type Load = Omit<LoadRequest, 'type'>;

/** So many crashes in a row without one result between them, and the model is given up. */
const enoughCrashes = 3;

/**
 * Keeps an analysis worker alive and asks it: the worker may be killed, crash or hang at any time, and is then started again,
 * and what was asked of it and not yet answered is asked again.
 */
export class AnalysisHost {
  readonly #options: AnalysisHostOptions;
  readonly #patience: Patience;
  readonly #requests = new AnalysisRequests();
  #worker?: ForkedProcess<AnalysisReply, AnalysisRequest>;
  #state: HostState = { kind: 'starting' };
  #load?: Load;
  /** Why the model is not to be had; the dictionary reads instead. */
  #modelFailure?: string;
  /** True where not even the dictionary can read. */
  #gaveUp = false;
  #words: readonly UserWord[] = [];
  /** Ends since the last result: all of them, and the crashes among them. */
  #ends = 0;
  #crashes = 0;
  #restart?: NodeJS.Timeout;
  #watch?: NodeJS.Timeout;
  #disposed = false;

  constructor(options: AnalysisHostOptions) {
    this.#options = options;
    this.#patience = options.patience ?? patience;
    this.#fork();
  }

  get state(): HostState {
    return this.#state;
  }

  /** True where what is asked will be answered, if only by the dictionary. */
  get isReading(): boolean {
    return !this.#gaveUp && !this.#disposed;
  }

  /** Why no model reads, in a sentence. */
  get problem(): string | undefined {
    return this.#state.kind === 'failed' ? this.#state.message : undefined;
  }

  get workerProcess(): number | undefined {
    return this.#worker?.pid;
  }

  get busy(): boolean {
    return this.#requests.areWaiting;
  }

  /** Loads a model in place of the one before. Requests that are not answered yet are asked of the new one. */
  use(load: Load): void {
    // Settings may arrive after the shutdown, and would start a worker that nobody ends.
    if (this.#disposed) return;
    const first = this.#load === undefined;
    this.#load = load;
    if (first && this.#worker) this.#begin();
    else this.restart();
  }

  /** What a person says of names; it counts for requests from now on, also of workers to come. */
  useWords(words: readonly UserWord[]): void {
    this.#words = words;
    this.#worker?.send({ type: 'words', words });
  }

  /** Ends the worker, whatever it is doing, and starts another with a clean record. */
  restart(): void {
    if (this.#disposed) return;
    this.#ends = 0;
    this.#crashes = 0;
    this.#requests.forgive();
    this.#modelFailure = undefined;
    this.#gaveUp = false;
    this.#worker?.dispose();
    this.#enter({ kind: 'starting' });
    this.#fork();
    this.#begin();
  }

  /** Asks for the annotations of a text. While no model can be had, the request waits or fails at once. */
  annotate(wanted: Omit<AnnotateRequest, 'type' | 'id'>, events: AnalysisEvents): Ticket {
    if (!this.isReading) {
      const message = this.problem ?? 'Nothing reads documents at the moment.';
      queueMicrotask(() => events.failed(message));
      return { cancel: () => {} };
    }
    const request = this.#requests.add(wanted, events);
    if (this.#load) this.#worker?.send(request);
    this.#watchSilence();
    this.#options.stateChanged();
    return { cancel: () => this.#callOff(request.id) };
  }

  #callOff(id: number): void {
    if (!this.#requests.callOff(id)) return;
    if (this.#load && this.#worker) {
      this.#requests.toldToStop(id);
      this.#worker.send({ type: 'stop', id });
    }
    this.#options.stateChanged();
  }

  /** Ends the worker for good: whatever is asked from now on fails. */
  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#restart);
    this.#stopWatch();
    this.#requests.takeAll();
    this.#worker?.dispose();
    this.#worker = undefined;
    this.#state = { kind: 'failed', message: 'The language server is shutting down.' };
  }

  #fork(): void {
    clearTimeout(this.#restart);
    this.#requests.newWorker();
    const events: ForkedProcessEvents<AnalysisReply> = {
      message: (reply) => {
        if (worker === this.#worker) this.#receive(reply);
      },
      printed: (line) => this.#options.log(`analysis worker: ${line}`),
      ended: (ending) => {
        if (worker === this.#worker) this.#ended(ending);
      },
    };
    const worker: ForkedProcess<AnalysisReply, AnalysisRequest> = new ForkedProcess(
      this.#options.worker,
      events,
      memoryForOneModel(),
    );
    this.#worker = worker;
    this.#options.stateChanged();
  }

  /** Tells a new worker what to load, and then at once what is asked: names need no model. */
  #begin(): void {
    if (!this.#load || !this.#worker) return;
    const { reader } = this.#load;
    if (this.#words.length > 0) this.#worker.send({ type: 'words', words: this.#words });
    this.#worker.send({
      type: 'load',
      ...this.#load,
      reader: this.#modelFailure === undefined ? reader : 'dictionary',
    });
    for (const request of this.#requests) this.#worker.send(request);
    this.#heard();
  }

  #receive(reply: AnalysisReply): void {
    if (reply.type === 'loaded') this.#loaded(reply.model);
    else if (reply.type === 'loadFailed') this.#giveUp(reply.message);
    else if (reply.type === 'opened') this.#options.terminologyProblems?.(reply.problems);
    else if (reply.type === 'draft') this.#requests.eventsOf(reply.id)?.draft(reply.parts);
    else if (reply.type === 'prepared') this.#options.prepared?.();
    else if (reply.type === 'began') this.#requests.began(reply.id);
    else if (reply.type === 'stopped') this.#requests.stopped(reply.id);
    else if (reply.type === 'failed') this.#finish(reply.id, (events) => events.failed(reply.message));
    else if (reply.type === 'annotated' || reply.type === 'part') {
      this.#ends = 0;
      this.#crashes = 0;
      if (reply.type === 'part') this.#requests.eventsOf(reply.id)?.part(reply);
      else this.#finish(reply.id, (events) => events.done());
    }
    this.#heard();
  }

  #loaded(model: ModelSummary | undefined): void {
    if (this.#modelFailure === undefined) this.#enter({ kind: 'ready', model });
    if (model) this.#options.loaded?.(model);
  }

  #finish(id: number, tell: (events: AnalysisEvents) => void): void {
    if (this.#requests.finish(id, tell)) this.#options.stateChanged();
  }

  #ended({ crashed, how }: Ending): void {
    const was = this.#state.kind;
    this.#options.log(`the analysis worker ${how}`);
    this.#worker = undefined;
    this.#stopWatch();
    this.#ends++;
    if (crashed) this.#crashes++;
    this.#blame(crashed, how);
    if (this.#crashes >= enoughCrashes) {
      const doing = was === 'ready' ? 'analysing' : 'starting';
      this.#giveUp(
        `The analysis stopped ${this.#crashes} times in a row while ${doing} with the model in ${this.#load?.folder}: the worker ${how}. Choose another model or restart the analysis.`,
      );
      return;
    }
    if (this.#modelFailure === undefined)
      this.#enter({ kind: 'starting', message: `The analysis worker ${how}; it is being started again.` });
    this.#restart = setTimeout(() => {
      this.#fork();
      this.#begin();
    }, restartDelay(this.#ends));
  }

  /** A request that has ended workers too often is not asked again. */
  #blame(crashed: boolean, how: string): void {
    const id = this.#requests.blame(crashed);
    if (id === undefined) return;
    this.#crashes = 0;
    this.#finish(id, (events) =>
      events.failed(
        `The analysis of this text stopped the analysis worker repeatedly (it ${how}), so the text is left alone until it is changed.`,
      ),
    );
  }

  /** Where the model cannot be had the dictionary reads; where that fails as well, nothing does. */
  #giveUp(message: string): void {
    this.#worker?.dispose();
    this.#worker = undefined;
    this.#stopWatch();
    if (this.#modelFailure === undefined && this.#load?.reader === 'model') {
      this.#modelFailure = message;
      this.#ends = 0;
      this.#crashes = 0;
      this.#enter({ kind: 'failed', message });
      this.#fork();
      this.#begin();
      return;
    }
    this.#gaveUp = true;
    const why = this.#modelFailure ?? message;
    const waiting = this.#requests.takeAll();
    this.#enter({ kind: 'failed', message: why });
    for (const events of waiting) events.failed(why);
  }

  #enter(state: HostState): void {
    this.#state = state;
    this.#options.stateChanged();
  }

  /** The worker has shown life: its time starts anew. */
  #heard(): void {
    this.#stopWatch();
    this.#watchSilence();
  }

  /** Where an answer is awaited, the time runs; giving the worker more to do, as each key does, gives it no more time. */
  #watchSilence(): void {
    if (this.#watch) return;
    if (this.#state.kind === 'starting' && this.#load) this.#watchLoad(this.#load.folder);
    else if (this.#state.kind !== 'starting' && this.#worker && this.#requests.areWithWorker)
      this.#watch = setTimeout(() => this.#hangs(), this.#patience.unit);
  }

  #stopWatch(): void {
    clearTimeout(this.#watch);
    this.#watch = undefined;
  }

  #watchLoad(folder: string): void {
    const { slowLoad, load } = this.#patience;
    this.#watch = setTimeout(() => {
      const waits = `The model in ${folder} has not answered for ${slowLoad / 1000} s`;
      this.#enter({
        kind: 'starting',
        message: `${waits}; it is stopped if it needs more than ${load / 1000} s.`,
      });
      this.#watch = setTimeout(() => {
        this.#giveUp(
          `The model in ${folder} did not answer within ${load / 1000} s and was stopped. Choose another model or restart the analysis.`,
        );
      }, load - slowLoad);
    }, slowLoad);
  }

  #hangs(): void {
    this.#options.log(`the analysis worker has been silent for ${this.#patience.unit / 1000} s and is ended`);
    const worker = this.#worker;
    worker?.dispose();
    this.#ended({ crashed: true, how: `did not answer for ${this.#patience.unit / 1000} s and was ended` });
  }
}
