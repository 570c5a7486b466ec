import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../platform/atomicFile';
import { packageVersion } from '../../platform/packageVersion';

/** Numbers that nobody asked for in so many days belong to indexes and models that are no longer used. */
const mostDays = 30;
const extension = '.numbers';
/** Our files, and those that a process did not write to their end. */
const ours = /\.numbers(?:\.[\w-]+\.tmp)?$/;

/** Arrays whose memory is what a file holds. */
type Numbers = Uint8Array | Int8Array | Uint16Array | Uint32Array;
type Kind<T extends Numbers> = new (bytes: ArrayBuffer) => T;

/**
 * Numbers that take seconds to compute from the names of an index, kept in a folder from one process to the next. Where the folder cannot be
 * read or written they are computed each time, and nobody is told: it only takes longer.
 */
export class KeptNumbers {
  /** @param folder is made where it is missing; without one nothing is kept */
  constructor(private readonly folder?: string) {}

  /**
   * @param name says all that the numbers come from, the program apart: a file name without extension
   * @param agrees whether some of the kept numbers are what this program would compute: it may have changed since within one version, while it
   * is worked on
   * @param computing what is done where nothing usable is kept
   */
  *of<T extends Numbers>(
    name: string,
    kind: Kind<T>,
    agrees: (numbers: T) => boolean,
    computing: () => Generator<void, T>,
  ): Generator<void, T> {
    const kept = this.#read(name, kind);
    if (kept && agrees(kept)) return kept;
    yield;
    const numbers = yield* computing();
    this.#keep(name, numbers);
    return numbers;
  }

  #read<T extends Numbers>(name: string, kind: Kind<T>): T | undefined {
    if (this.folder === undefined) return undefined;
    const path = pathOf(this.folder, name);
    try {
      const bytes = readFileSync(path);
      const now = new Date();
      utimesSync(path, now, now);
      return new kind(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
      );
    } catch {
      return undefined;
    }
  }

  #keep(name: string, { buffer, byteOffset, byteLength }: Numbers): void {
    const { folder } = this;
    if (folder === undefined) return;
    try {
      mkdirSync(folder, { recursive: true });
      // Not waited for. The numbers may be written over meanwhile, by a question that uses their memory; the copy may not.
      const copy = new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength));
      writeAtomically(pathOf(folder, name), [copy]).catch(() => {});
      dropOld(folder);
    } catch {
      // A folder that cannot be written keeps nothing.
    }
  }
}

/** Another version may compute otherwise what no sample shows. */
const pathOf = (folder: string, name: string): string =>
  join(folder, `${name}-${packageVersion()}${extension}`);

function dropOld(folder: string): void {
  const oldest = Date.now() - mostDays * 24 * 3_600_000;
  for (const file of readdirSync(folder).filter((each) => ours.test(each))) {
    const path = join(folder, file);
    if (statSync(path).mtimeMs < oldest) rmSync(path, { force: true });
  }
}

/** Some of `count` things, evenly spread, by which kept numbers are checked. */
export function* samples(count: number, most = 64): Generator<number> {
  const step = Math.max(1, Math.floor(count / most));
  for (let i = 0; i < count; i += step) yield i;
}
