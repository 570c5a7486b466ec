import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeAtomically } from '../../platform/atomicFile';
import type { CorpusFile } from './corpusFiles';

/** Exports that are remembered, the newest: more nobody has lying about. */
const mostExports = 500;

const record = z.object({
  path: z.string(),
  /** Below `path`, where that is a folder. */
  files: z.array(z.string()).optional(),
  /** When the last of its files was changed, in milliseconds; what is newer is somebody's work on it. */
  at: z.number(),
});
type ExportRecord = z.infer<typeof record>;

/**
 * What earlier exports have written, and nobody has changed since: in a folder that is read it would be read a second time, and what a model found would count
 * as persons'. Each export is a small file of the extension's storage, so that windows do not wait for one another.
 */
export class EarlierExports {
  private constructor(
    private readonly folder: string,
    private readonly written: ReadonlyMap<string, number>,
  ) {}

  static async open(folder: string): Promise<EarlierExports> {
    const written = new Map<string, number>();
    for (const { path, files, at } of await recordsIn(folder)) {
      for (const name of files ?? []) written.set(join(path, name), at);
      if (!files) written.set(path, at);
    }
    return new EarlierExports(folder, written);
  }

  /** Whether a file stands as an export has written it. */
  async wrote(path: string): Promise<boolean> {
    const at = this.written.get(path);
    if (at === undefined) return false;
    return changedAt(path).then(
      (now) => now <= at,
      () => false,
    );
  }

  /** The same of a text, or of annotations, and of the other half. */
  async wroteBoth(path: string): Promise<boolean> {
    const stem = path.replace(/\.[^.]*$/, '');
    return (await this.wrote(`${stem}.txt`)) && (await this.wrote(`${stem}.ann`));
  }

  /** The same of a text with its annotations. Who names a file wants it, whatever has written it. */
  async wroteAll({ path, annotations = [], found }: CorpusFile): Promise<boolean> {
    if (!found || this.written.size === 0) return false;
    for (const each of [path, ...annotations]) if (!(await this.wrote(each))) return false;
    return true;
  }

  /**
   * Remembers what was written just now; where there is no room for that, the next export of its folder reads it.
   * @param files names below `path`, where that is a folder
   */
  async remember(path: string, files?: readonly string[]): Promise<void> {
    try {
      const times = await Promise.all((files?.map((name) => join(path, name)) ?? [path]).map(changedAt));
      const told: ExportRecord = { path, ...(files && { files: [...files] }), at: times.reduce(later, 0) };
      await mkdir(this.folder, { recursive: true });
      await writeAtomically(join(this.folder, nameOf(path)), [Buffer.from(JSON.stringify(told))]);
      await clear(this.folder);
    } catch {
      // As it says above.
    }
  }
}

const later = (a: number, b: number): number => Math.max(a, b);
const changedAt = async (path: string): Promise<number> => (await stat(path)).mtimeMs;
const nameOf = (path: string): string =>
  `${createHash('sha256').update(path).digest('hex').slice(0, 16)}.json`;

async function recordsIn(folder: string): Promise<ExportRecord[]> {
  const names = await readdir(folder).catch(() => []);
  const records = await Promise.all(
    names.map(async (name) => {
      try {
        return record.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
      } catch {
        return [];
      }
    }),
  );
  return records.flat();
}

async function clear(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= mostExports) return;
  const times = await Promise.all(names.map((name) => changedAt(join(folder, name)).catch(() => 0)));
  const oldest = names.map((name, index) => ({ name, at: times[index]! })).sort((a, b) => a.at - b.at);
  for (const { name } of oldest.slice(0, names.length - mostExports))
    await rm(join(folder, name), { force: true });
}
