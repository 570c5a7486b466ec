import type { AnnotatedDocument } from '../annotation/model';
import { readCorpus } from './corpus';
import { dataFile } from './lexicalResources';
import type { TrainingConfig } from './trainingConfig';

/** The documents that a config's section `heldOut` names: figures are measured on them. */
export async function readHeldOut(
  { heldOut }: Pick<TrainingConfig, 'heldOut'>,
  tell: (line: string) => void,
): Promise<AnnotatedDocument[]> {
  const documents: AnnotatedDocument[] = [];
  for (const path of heldOut)
    for (const document of await readCorpus(dataFile('heldOut', path), tell)) documents.push(document);
  return documents;
}
