import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sidecar, writeSidecar } from '../../curation/sidecar';
import { type ReadFile, readSidecarBytes } from '../../curation/sidecarFile';
import { writeAtomically } from '../../platform/atomicFile';

/** What could not be written of a document's decisions, for whoever goes on with them. */
export interface Unwritten {
  /** What the sidecar held. */
  readonly base: ReadFile;
  /** What it should hold. */
  readonly sidecar: Sidecar;
}

/** Decisions that could not be written when the server ended, in a folder of its own until their documents are opened again. */
export class KeptDecisions {
  constructor(private readonly folder: string) {}

  /** @returns the file that holds them */
  async keep(uri: string, { base, sidecar }: Unwritten): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const content = { uri, base: base.bytes?.toString(), sidecar: writeSidecar(sidecar) };
    await writeAtomically(this.#fileOf(uri), [Buffer.from(JSON.stringify(content))]);
    return this.#fileOf(uri);
  }

  /** They stay until they are forgotten. @returns undefined where there are none, or the file is none of ours */
  async of(uri: string): Promise<Unwritten | undefined> {
    const path = this.#fileOf(uri);
    const read = (text: string | undefined) =>
      readSidecarBytes(path, text === undefined ? undefined : Buffer.from(text));
    try {
      const { base, sidecar } = JSON.parse(await readFile(path, 'utf8'));
      return { base: read(base), sidecar: read(sidecar).sidecar };
    } catch {
      return undefined;
    }
  }

  async forget(uri: string): Promise<void> {
    await rm(this.#fileOf(uri), { force: true });
  }

  #fileOf(uri: string): string {
    return join(this.folder, `${createHash('sha256').update(uri).digest('hex')}.json`);
  }
}
