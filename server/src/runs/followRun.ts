import { watch } from 'node:fs';
import { join } from 'node:path';
import { LogReader } from './logReader';
import type { LoggedEvent } from './runEvent';
import { runFiles } from './runFiles';
import { readRun } from './runState';
import type { RunState } from './state';

/** What comes faster is told together; in milliseconds. */
const pace = 200;
/** A process that is killed writes nothing, so its life is looked at now and then; of a run that is over only what the file system fails to tell is missed. */
const lifeSign = { running: 1_000, over: 10_000 };

export interface RunListener {
  /** Whatever was written since the last call, from the first line on. @param again they are another run's: forget the earlier ones */
  events(events: readonly LoggedEvent[], again: boolean): void;
  /** Called at first, and when something of it has changed; after the events that it follows from. */
  state(state: RunState | undefined): void;
}

/**
 * Follows a run by its folder, whoever trains there, until it is told to leave off: also over its end, since it may be resumed.
 * @returns leaves off
 */
export function followRun(folder: string, listener: RunListener): () => void {
  const log = new LogReader(join(folder, runFiles.log));
  let told = '';
  let over = false;
  let due: NodeJS.Timeout | undefined;
  let life: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  const look = async () => {
    // The state first: a process that ends writes its last line before it goes.
    const state = await readRun(folder);
    const { events, again } = await log.read();
    if (over) return;
    watcher ??= watching(folder, changed);
    life = setTimeout(begin, lifeSign[state?.pid === undefined && watcher ? 'over' : 'running']);
    if (events.length > 0 || again) listener.events(events, again);
    const now = JSON.stringify(state);
    if (now === told) return;
    told = now;
    listener.state(state);
  };
  const begin = () => {
    clearTimeout(life);
    due = undefined;
    looking = looking.then(look).catch(() => {
      // A disk that cannot be read for a moment, or a listener that fails: nobody waits for this, and the next look may do better.
      clearTimeout(life);
      if (!over) life = setTimeout(begin, lifeSign.running);
    });
  };
  const changed = () => {
    if (!over) due ??= setTimeout(begin, pace);
  };
  let watcher = watching(folder, changed);
  begin();
  return () => {
    over = true;
    watcher?.close();
    clearTimeout(due);
    clearTimeout(life);
  };
}

/** Where the file system does not tell of changes, or there is no such folder yet, looking now and then has to do. */
function watching(folder: string, changed: () => void) {
  try {
    return watch(folder, changed).on('error', () => {});
  } catch {
    return undefined;
  }
}
