import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelFiles } from '../../pipeline/modelFolder';
import { replaceFolder } from '../../platform/atomicFolder';
import type { LearnedFiles } from '../../tasks/normalization/learnedFiles';
import { NameLexicon } from '../../tasks/normalization/nameLexicon';
import { linkingConfig } from '../../tasks/normalization/ranker';
import { writeLinking } from '../writeModel';
import type { LearnedLinking } from './learnLinking';

/**
 * What was learned of linking: in a run that is resumed what is in its folder, otherwise learned and put there.
 * @param folder holds the files that a model folder has of linking; it is there as a whole or not at all
 */
export async function keptLinking(
  folder: string,
  learn: () => Promise<LearnedLinking | undefined>,
): Promise<LearnedLinking | undefined> {
  if (existsSync(folder)) return readLinking(folder);
  const learned = await learn();
  if (learned) await replaceFolder(folder, (coming) => writeLinking(coming, learned));
  return learned;
}

async function readLinking(folder: string): Promise<LearnedLinking> {
  const path = (file: string) => join(folder, file);
  const lexicon = NameLexicon.fromTsv(await readFile(path(modelFiles.names), 'utf8'));
  if (!existsSync(path(modelFiles.linking))) return { lexicon };
  const linking: LearnedFiles = {
    config: linkingConfig.parse(JSON.parse(await readFile(path(modelFiles.linking), 'utf8'))),
    ranker: await readFile(path(modelFiles.ranker)),
    encoder: existsSync(path(modelFiles.nameEncoder))
      ? await readFile(path(modelFiles.nameEncoder))
      : undefined,
  };
  return { lexicon, linking };
}
