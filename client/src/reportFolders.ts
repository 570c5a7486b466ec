import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathForNewest } from './newestKept';

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
  next = (): Promise<string> => pathForNewest(this.folder);

  /** @throws Error with a sentence where the report is not there any more */
  async read(path: string): Promise<Report> {
    try {
      return JSON.parse(await readFile(join(path, this.file), 'utf8'));
    } catch {
      throw new Error(this.gone);
    }
  }
}
