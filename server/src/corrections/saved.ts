import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonl } from '../formats/jsonl/format';
import { writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { describeAccess } from '../platform/textFile';
import { correctionFiles } from '../runs/correctionRun';
import type { Corrections } from './gather';

/** Paths of the files. */
export type SavedCorrections = Readonly<Record<'learned' | 'heldOut' | 'texts', string>>;

/**
 * Writes both parts as corpora; the whole text of each document is there, and its passages are what was judged.
 * @param texts that nobody has decided on
 * @throws Failure with a sentence where they cannot be written
 */
export async function saveCorrections(
  folder: string,
  { learned, heldOut }: Pick<Corrections, 'learned' | 'heldOut'>,
  texts: readonly string[],
): Promise<SavedCorrections> {
  const paths = {
    learned: join(folder, correctionFiles.learned),
    heldOut: join(folder, correctionFiles.heldOut),
    texts: join(folder, correctionFiles.texts),
  };
  try {
    await mkdir(join(folder, 'corrections'), { recursive: true });
    await writeAtomically(paths.learned, [Buffer.from(jsonl.write!(learned))]);
    await writeAtomically(paths.heldOut, [Buffer.from(jsonl.write!(heldOut))]);
    const lines = texts.map((text) => `${text.replace(/\s+/g, ' ').trim()}\n`);
    await writeAtomically(paths.texts, [Buffer.from(lines.join(''))]);
  } catch (error) {
    throw new Failure(describeAccess(folder, error as NodeJS.ErrnoException));
  }
  return paths;
}
