import type { Change } from './change';
import type { Finished } from './finished';

/** What one action of a person has changed, document by document. */
export interface Step {
  /** As a person would say it: `Accept “ulcers”`. */
  readonly label: string;
  /** By the document's address. */
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  /** What was said of whether the only document is finished, and what is said now. */
  readonly finished?: { readonly before?: Finished | undefined; readonly after?: Finished | undefined };
}

/** Nobody takes back more than these one by one. */
const mostSteps = 1_000;

/** Steps that can be taken back, and those that were and can be done again. */
export class History {
  #done: readonly Step[] = [];
  #undone: readonly Step[] = [];

  add(step: Step): void {
    this.#done = [...this.#done.slice(1 - mostSteps), step];
    this.#undone = this.#undone.filter((each) => !shareDocument(each, step));
  }

  /** The step that would be taken back: the last one, or the last one in a document. */
  toUndo(uri?: string): Step | undefined {
    return lastIn(this.#done, uri);
  }

  toRedo(uri?: string): Step | undefined {
    return lastIn(this.#undone, uri);
  }

  /** A later step that has to be taken back first, as it was in another document of this one. */
  blocker(step: Step): Step | undefined {
    const steps = this.#done.includes(step) ? this.#done : this.#undone;
    return steps.slice(steps.indexOf(step) + 1).findLast((later) => shareDocument(later, step));
  }

  /** The step has been taken back, or done again. */
  turn(step: Step): void {
    const wasDone = this.#done.includes(step);
    this.forget(step);
    if (wasDone) this.#undone = [...this.#undone, step];
    else this.#done = [...this.#done, step];
  }

  /** The step can be taken back no more. */
  forget(step: Step): void {
    this.#done = this.#done.filter((each) => each !== step);
    this.#undone = this.#undone.filter((each) => each !== step);
  }

  /** Documents have other addresses now. @param addressOf the new address of each, which may be the old one */
  renamed(addressOf: (uri: string) => string): void {
    const moved = ({ changes, ...step }: Step): Step => ({
      ...step,
      changes: new Map([...changes].map(([uri, each]) => [addressOf(uri), each])),
    });
    this.#done = this.#done.map(moved);
    this.#undone = this.#undone.map(moved);
  }
}

const lastIn = (steps: readonly Step[], uri: string | undefined): Step | undefined =>
  uri === undefined ? steps.at(-1) : steps.findLast(({ changes }) => changes.has(uri));

const shareDocument = (a: Step, b: Step): boolean => [...a.changes.keys()].some((uri) => b.changes.has(uri));
