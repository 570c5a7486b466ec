import { readFile, rm, writeFile } from 'node:fs/promises';

/**
 * Runs while a file names this process, so that no other does the same.
 * @throws Error with `taken` where a living process has it
 */
export async function withLock<T>(path: string, taken: string, run: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      if (tries > 0 || isAlive(holder)) throw new Error(taken);
      // Whoever wrote it was killed.
      await rm(path, { force: true });
    }
  }
  try {
    return await run();
  } finally {
    await rm(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return pid === process.pid;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
