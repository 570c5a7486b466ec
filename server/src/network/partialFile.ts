import { existsSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';

/** What came of a file so far, with the ETag of what it is a part of: `NAME.part` and `NAME.etag` until it is whole, then `NAME`. */
export class PartialFile {
  readonly #part: string;
  readonly #tag: string;

  constructor(private readonly whole: string) {
    this.#part = `${whole}.part`;
    this.#tag = tagOf(whole);
  }

  get isFinished(): boolean {
    return existsSync(this.whole);
  }

  /** Where its bytes lie now. */
  get path(): string {
    return this.isFinished ? this.whole : this.#part;
  }

  size = (): Promise<number> =>
    stat(this.path).then(
      ({ size }) => size,
      () => 0,
    );

  tag = (): Promise<string | undefined> => readFile(this.#tag, 'utf8').catch(() => undefined);

  /** Forgets what came before: what comes now is a file of this ETag. */
  async begin(tag: string | undefined): Promise<void> {
    await this.remove();
    // One that may be equal for files that differ is not worth keeping.
    if (tag && !tag.startsWith('W/')) await writeFile(this.#tag, tag);
  }

  async remove(): Promise<void> {
    for (const path of [this.whole, this.#part, this.#tag]) await rm(path, { force: true });
  }

  /** @param isChecked whether its hash can tell later that it is the right one; otherwise the ETag is kept for that */
  async finish(isChecked: boolean): Promise<void> {
    await rename(this.#part, this.whole);
    if (isChecked) await rm(this.#tag, { force: true });
  }
}

/** Removes what was kept of a finished file for a later download of it. */
export const forgetTag = (path: string): Promise<void> => rm(tagOf(path), { force: true });

const tagOf = (path: string) => `${path}.etag`;
