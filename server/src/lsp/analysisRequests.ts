import type { AnnotatedPart, AnnotateRequest, DraftPart } from '../protocol/analysis';

/** What comes back for one request: parts, and then `done` or `failed` once. Nothing comes after it is called off. */
export interface AnalysisEvents {
  /** Comes before any part, where it was asked for. */
  draft(parts: readonly DraftPart[]): void;
  part(part: AnnotatedPart): void;
  done(): void;
  /** @param message a sentence for the person */
  failed(message: string): void;
}

interface Pending {
  readonly request: AnnotateRequest;
  readonly events: AnalysisEvents;
  /** How often a worker has gone while it was at this request; a crash counts more than a signal from outside. */
  blame: number;
}

const crash = 30;
const signal = 1;
/** Two crashes over one text, and it is left alone until it changes; so many signals are the out-of-memory killer's. */
const enoughBlame = 60;

/** What was asked of the analysis worker and is not answered yet. Workers come and go; requests stay until they are answered, failed or called off. */
export class AnalysisRequests {
  readonly #pending = new Map<number, Pending>();
  /** Requests that were called off, until the worker says that it has heard of it. */
  readonly #calledOff = new Set<number>();
  #nextId = 1;
  /** The one that the worker is at. */
  #current?: number;

  /** True where somebody waits for an answer. */
  get areWaiting(): boolean {
    return this.#pending.size > 0;
  }

  /** True where the worker should show life: it is asked for something, or told to stop. */
  get areWithWorker(): boolean {
    return this.areWaiting || this.#calledOff.size > 0;
  }

  /** In the order in which they were asked. */
  *[Symbol.iterator](): Iterator<AnnotateRequest> {
    for (const { request } of this.#pending.values()) yield request;
  }

  add(wanted: Omit<AnnotateRequest, 'type' | 'id'>, events: AnalysisEvents): AnnotateRequest {
    const request: AnnotateRequest = { type: 'annotate', id: this.#nextId++, ...wanted };
    this.#pending.set(request.id, { request, events, blame: 0 });
    return request;
  }

  /** Where to say what comes for a request; nobody where it is answered or called off. */
  eventsOf(id: number): AnalysisEvents | undefined {
    return this.#pending.get(id)?.events;
  }

  /** @returns false where it was answered already */
  callOff(id: number): boolean {
    return this.#pending.delete(id);
  }

  /** The worker was told that a request is called off. */
  toldToStop(id: number): void {
    this.#calledOff.add(id);
  }

  stopped(id: number): void {
    this.#calledOff.delete(id);
  }

  began(id: number): void {
    this.#current = id;
  }

  /** Takes a request out, and gives who waits for it the last word. @returns false where nobody waits */
  finish(id: number, tell: (events: AnalysisEvents) => void): boolean {
    const events = this.eventsOf(id);
    this.#pending.delete(id);
    if (events) tell(events);
    return events !== undefined;
  }

  /**
   * Counts a worker's end against the request that it was at.
   * @returns the request's id where it has ended workers too often
   */
  blame(crashed: boolean): number | undefined {
    const pending = this.#current === undefined ? undefined : this.#pending.get(this.#current);
    if (!pending) return undefined;
    pending.blame += crashed ? crash : signal;
    return pending.blame < enoughBlame ? undefined : pending.request.id;
  }

  forgive(): void {
    for (const pending of this.#pending.values()) pending.blame = 0;
  }

  /** A new worker is at nothing, and was told of nothing. */
  newWorker(): void {
    this.#current = undefined;
    this.#calledOff.clear();
  }

  /** Takes all of them out. @returns who waited */
  takeAll(): readonly AnalysisEvents[] {
    const waiting = [...this.#pending.values()].map(({ events }) => events);
    this.#pending.clear();
    return waiting;
  }
}
