import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fieldsOf } from './processLife';

/**
 * Lets others go first on the processor. Where the system refuses, the process just runs as it is.
 *
 * Linux may share the processor between sessions before it looks at the processes in them, and then a process's own priority says nothing beside an editor
 * in another session: a process that leads its session, as detached ones do, lowers the session's too. @see sched(7), "The autogroup feature"
 */
export function lowerPriority(): void {
  attempt(() => setPriority(constants.priority.PRIORITY_LOW));
  if (leadsItsSession())
    attempt(() => writeFileSync('/proc/self/autogroup', `${constants.priority.PRIORITY_LOW}`));
}

/** A shell's session is the person's: what else runs there must not wait with us. */
const leadsItsSession = (): boolean => fieldsOf(process.pid)?.[3] === `${process.pid}`;

function attempt(lower: () => void): void {
  try {
    lower();
  } catch {
    // Not ours to lower, or the kernel has no such thing.
  }
}
