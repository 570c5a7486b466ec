import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Annotations, Document } from '../../annotation/model';
import type { UserWord } from '../../annotation/userWord';
import { createWhole } from '../../platform/atomicFile';
import { packageVersion } from '../../platform/packageVersion';
import type { LoadRequest } from '../../protocol/analysis';

/** Readings by other models, terminologies or words that stay, the newest; a person goes back and forth between few. */
const mostReaders = 4;
/** Texts whose annotations stay for one reader: some hundred megabytes at most. */
const mostTexts = 20_000;

/**
 * Annotations of texts that were read before, kept on the disk by what was read and by whom: who exports a folder, or opens a workspace again, does not
 * wait for a model that would say the same once more. What is kept is where names stand and what they mean; of the text only the words of names that nobody
 * knows, which are their ids.
 */
export class KeptAnnotations {
  private constructor(private readonly folder: string) {}

  /**
   * @param folder for all readers; each has a folder of its own in it
   * @param reader what it was told to load, and what a person says of names
   * @param modelFolder where the model that was loaded lies; absent where the dictionary reads
   * @returns undefined where the disk has no place for it: then everything is found anew
   */
  static async open(
    folder: string,
    reader: LoadRequest,
    modelFolder: string | undefined,
    words: readonly UserWord[],
  ): Promise<KeptAnnotations | undefined> {
    const files = await Promise.all(
      [...(modelFolder === undefined ? [] : [modelFolder]), ...reader.terminologies].map(stateOf),
    );
    const { guidelines } = reader;
    const own = join(folder, hashed({ version: packageVersion(), files, guidelines, words }).slice(0, 16));
    try {
      await mkdir(own, { recursive: true });
      const now = new Date();
      await utimes(own, now, now);
    } catch {
      return undefined;
    }
    // Another window may be writing into what is cleared; there is another time.
    await clear(folder, own).catch(() => {});
    return new KeptAnnotations(own);
  }

  /** What was found in it; undefined where it has not been read, or what was kept is damaged. */
  async get(document: Document): Promise<Annotations | undefined> {
    try {
      return JSON.parse(await readFile(this.#pathOf(document), 'utf8')) as Annotations;
    } catch {
      return undefined;
    }
  }

  /** Keeps what was found; where the disk has no room for it, it is found anew next time. */
  async set(document: Document, { mentions, relations }: Annotations): Promise<void> {
    const path = this.#pathOf(document);
    const told = JSON.stringify({ mentions, relations });
    try {
      if (await createWhole(path, told)) return;
      // There, and no annotations: a power cut has left it so.
      if (await this.get(document)) return;
      await rm(path, { force: true });
      await createWhole(path, told);
    } catch {
      // As it says above.
    }
  }

  #pathOf({ text, passages }: Document): string {
    const places = passages.map(({ kind, span, prose }) => [kind, span, prose]);
    return join(this.folder, `${hashed({ text, places })}.json`);
  }
}

const hashed = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** A file, or a folder with its files, as it stands: another content has another time of change. */
async function stateOf(path: string): Promise<unknown> {
  try {
    const found = await stat(path);
    const names = found.isDirectory() ? (await readdir(path)).sort() : [];
    const inside = names.map(async (name) => [name, ...sizeAndTime(await stat(join(path, name)))]);
    return [path, found.isDirectory() ? await Promise.all(inside) : sizeAndTime(found)];
  } catch {
    return [path];
  }
}

const sizeAndTime = ({ size, mtimeMs }: Stats): number[] => [size, mtimeMs];

/** Makes room: readers that were not used for longest go, and what one has kept beyond all measure. */
async function clear(folder: string, own: string): Promise<void> {
  if ((await readdir(own)).length > mostTexts) {
    await rm(own, { recursive: true, force: true });
    await mkdir(own, { recursive: true });
  }
  const readers = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const path = join(folder, name);
      return {
        path,
        changed: await stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      };
    }),
  );
  const others = readers.filter(({ path }) => path !== own).sort((a, b) => b.changed - a.changed);
  for (const { path } of others.slice(mostReaders - 1)) await rm(path, { recursive: true, force: true });
}
