import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** So many reports are kept, the newest: one for each view that a reload may open again. */
const mostKept = 6;

/** Where reports lie, so that a view finds its own again after a reload. */
export class ReportFolders<Report> {
  /**
   * @param folder may not exist yet
   * @param file what holds the report in each folder, as JSON
   * @param gone says that a report is not there any more
   */
  constructor(
    private readonly folder: string,
    private readonly file: string,
    private readonly gone: string,
  ) {}

  /** A path for a new report. Older ones go. */
  async next(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const paths = (await readdir(this.folder)).map((name) => join(this.folder, name));
    // One that another window takes away meanwhile is as old as can be.
    const timeOf = (path: string) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
    const dated = await Promise.all(paths.map(async (path) => ({ path, time: await timeOf(path) })));
    const old = dated.sort((a, b) => b.time - a.time).slice(mostKept - 1);
    for (const { path } of old) await rm(path, { force: true, recursive: true });
    return join(this.folder, randomUUID());
  }

  /** @throws Error with a sentence where the report is not there any more */
  async read(path: string): Promise<Report> {
    try {
      return JSON.parse(await readFile(join(path, this.file), 'utf8'));
    } catch {
      throw new Error(this.gone);
    }
  }
}
