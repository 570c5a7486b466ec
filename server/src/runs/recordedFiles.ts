import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../platform/failure';
import { sha256Of } from '../platform/fileHash';
import { embeddedModel } from '../platform/packageRoot';
import { describeAccess } from '../platform/textFile';
import { runFiles } from './runFiles';

/** A file that a run was made with, as it was then; of a folder, a model, its files together. */
export interface RecordedFile {
  readonly path: string;
  /** What it was for. */
  readonly use: FileUse;
  readonly sha256: string;
}

/** What a person gave, what comes with BioGloss, and what a setting of the config names: then it is called like that. */
export type FileUse =
  | 'learned from'
  | 'measured on'
  | 'base model'
  | 'config file'
  | 'asked for names'
  | 'heldOut'
  | 'rawText'
  | 'linking.otherCorpora'
  | 'joint.corpora'
  | 'relation.unrelated'
  | 'remember.texts'
  | 'remember.measuredOn';

/** What a person gives for a run. */
const given: readonly FileUse[] = ['learned from', 'measured on', 'base model', 'config file'];

/**
 * @param base of the run's order: the embedded model may lie elsewhere now
 * @returns a file that a person gave for the run in a folder and that is another one now, as the folder's record tells
 * @throws Failure with a sentence where one cannot be read any more; the signal's reason once it is aborted
 */
export async function changedFile(
  folder: string,
  base: string | undefined,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const text = await readFile(join(folder, runFiles.record), 'utf8').catch(() => '{}');
  const { data = [] } = JSON.parse(text) as { data?: readonly RecordedFile[] };
  for (const { use, path: recorded, sha256 } of data) {
    if (!given.includes(use)) continue;
    const path = use === 'base model' && base === 'default' ? embeddedModel() : recorded;
    const found = await sha256Of(path, signal).catch((error) => {
      signal?.throwIfAborted();
      throw new Failure(`${describeAccess(path, error)}, and the training in ${folder} was made with it.`);
    });
    if (found !== sha256) return path;
  }
  return undefined;
}
