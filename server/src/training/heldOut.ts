import type { AnnotatedDocument } from '../annotation/model';
import type { Turn } from '../terminology/candidates/slices';
import { readCorpora } from './corpus';
import { dataFile } from './lexicalResources';
import type { TrainingConfig } from './trainingConfig';

/** The documents that a config's section `heldOut` names: figures are measured on them. */
export const readHeldOut = async (
  { heldOut }: Pick<TrainingConfig, 'heldOut'>,
  tell: (line: string) => void,
  turn?: Turn,
): Promise<AnnotatedDocument[]> =>
  readCorpora(
    heldOut.map((path) => dataFile('heldOut', path)),
    tell,
    turn,
  );
