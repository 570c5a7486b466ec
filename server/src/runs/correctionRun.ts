import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../platform/failure';
import { runFiles } from './runFiles';

/** What a run that learns from corrections has in its folder besides: what it learns from, and what it is measured on. */
export const correctionFiles = {
  learned: join('corrections', 'learned.jsonl'),
  heldOut: join('corrections', 'heldOut.jsonl'),
  /** Texts that nobody has decided on, one a line. */
  texts: join('corrections', 'texts.txt'),
  /** Reports on the held-out documents: of the model that it began with, and of the new one beside it. */
  before: join('corrections', 'before'),
  after: join('corrections', 'after'),
} as const;

/** Whether the run in a folder is to be measured on held-out corrections when it has ended. */
export const learnsFromCorrections = (folder: string): boolean =>
  existsSync(join(folder, correctionFiles.heldOut));

/** What the run in a folder began with: `default`, `scratch` or a folder. @throws Failure with a sentence where its order does not tell */
export async function baseOfRun(folder: string): Promise<string> {
  const path = join(folder, runFiles.order);
  try {
    const { base } = JSON.parse(await readFile(path, 'utf8'));
    if (typeof base === 'string') return base;
  } catch {
    // Told below, as what says nothing of a base.
  }
  throw new Failure(`${path} does not say which model the training began with.`);
}
