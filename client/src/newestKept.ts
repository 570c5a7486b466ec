import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** So many are kept, the newest: one for each view that a reload may open again. */
const mostKept = 6;

/**
 * A path for something new that a view shows. Older ones go.
 * @param folder may not exist yet
 * @param ending of its name
 */
export async function pathForNewest(folder: string, ending = ''): Promise<string> {
  await mkdir(folder, { recursive: true });
  const paths = (await readdir(folder)).map((name) => join(folder, name));
  // One that another window takes away meanwhile is as old as can be.
  const timeOf = (path: string) =>
    stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
  const dated = await Promise.all(paths.map(async (path) => ({ path, time: await timeOf(path) })));
  const old = dated.sort((a, b) => b.time - a.time).slice(mostKept - 1);
  for (const { path } of old) await rm(path, { force: true, recursive: true });
  return join(folder, `${randomUUID()}${ending}`);
}
