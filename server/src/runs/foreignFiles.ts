import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../platform/failure';
import { runFiles } from './runFiles';

/** What a training would write over, or take for its own work, in a folder where no run has begun. */
const written = [
  runFiles.words,
  runFiles.linking,
  runFiles.pretraining,
  runFiles.checkpoint,
  runFiles.relations,
  runFiles.evaluation,
  runFiles.best,
  runFiles.last,
] as const;

/** JSON files of ours that a start may leave which broke off: each holds the wording. */
const marked: Readonly<Record<string, string>> = {
  [runFiles.order]: '"train"',
  [runFiles.record]: 'biogloss-run/',
  [runFiles.log]: '"type":"begin"',
};

/**
 * A new run needs a folder in which nothing of somebody else's has the name of one of its files.
 * @throws Failure with a sentence that names the file
 */
export async function refuseForeignFiles(folder: string): Promise<void> {
  if (existsSync(join(folder, runFiles.config))) return;
  const theirs: string[] = written.filter((name) => existsSync(join(folder, name)));
  for (const [name, mark] of Object.entries(marked))
    if (!(await startsWith(join(folder, name), mark))) theirs.push(name);
  if (theirs.length > 0)
    throw new Failure(
      `${folder} is no run folder, but has "${theirs[0]}", which a training would write over. Give a new or an empty folder.`,
    );
}

/** Whether a file is missing, empty, or has a wording near its start. */
async function startsWith(path: string, mark: string): Promise<boolean> {
  if (!existsSync(path)) return true;
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1000), 0, 1000, 0);
    return bytesRead === 0 || buffer.toString('utf8', 0, bytesRead).includes(mark);
  } finally {
    await file.close();
  }
}
