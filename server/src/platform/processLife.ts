import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process of this number runs on this computer; one that has ended and waits for its parent to notice does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return fieldsOf(pid)?.[0] !== 'Z';
}

/**
 * What tells a process from a later one of the same number: when it started, and since which start of the computer that is counted.
 * @returns undefined where the system does not tell (all but Linux), or no such process runs
 */
export function birthOf(pid: number): string | undefined {
  const started = fieldsOf(pid)?.[19];
  if (started === undefined) return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started}`;
}

/**
 * The fields of /proc/PID/stat from the third on: the second, a name in parentheses, may hold anything.
 * @returns undefined where the system has no such file (all but Linux), or no such process runs
 * @see proc(5)
 */
export function fieldsOf(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** The numbers of a process's threads, by which Linux knows them; the process's own where the system has no such list, or no such process runs. */
export function threadsOf(pid: number): number[] {
  if (process.platform !== 'linux') return [pid];
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}
