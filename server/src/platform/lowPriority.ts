import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fieldsOf, threadsOf } from './processLife';

/**
 * Lets others go first on the processor. Where the system refuses, the process just runs as it is.
 *
 * Linux may share the processor between sessions before it looks at the processes in them, and then a process's own priority says nothing beside an editor
 * in another session: a process that leads its session, as detached ones do, lowers the session's too. @see sched(7), "The autogroup feature"
 * @param somewhat for work that somebody looks on at: it goes on, at a tenth of its pace, also where others keep every processor busy
 */
export function lowerPriority({ somewhat = false } = {}): void {
  const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
  const priority = somewhat ? PRIORITY_BELOW_NORMAL : PRIORITY_LOW;
  setThreads(process.pid, priority);
  setSession(process.pid, priority);
}

/**
 * Gives such a process its turn again, for one that shall end: on a busy computer it might not get to that for minutes. Anyone may raise a session of their own;
 * a process itself, which counts where sessions do not, mostly the administrator alone.
 */
export function raisePriority(pid: number): void {
  setThreads(pid, constants.priority.PRIORITY_NORMAL);
  setSession(pid, constants.priority.PRIORITY_NORMAL);
}

/** On Linux each thread has a priority of its own, which those inherit that it starts. @see setpriority(2), "C library/kernel differences" */
function setThreads(pid: number, priority: number): void {
  for (const thread of threadsOf(pid)) attempt(() => setPriority(thread, priority));
}

function setSession(pid: number, priority: number): void {
  // A shell's session is the person's: what else runs there must not wait with us.
  if (fieldsOf(pid)?.[3] === `${pid}`) attempt(() => writeFileSync(`/proc/${pid}/autogroup`, `${priority}`));
}

function attempt(change: () => void): void {
  try {
    change();
  } catch {
    // Not ours to change, or the kernel has no such thing.
  }
}
