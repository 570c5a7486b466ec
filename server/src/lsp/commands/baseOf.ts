import { baseNamed } from '../../runs/orderNames';
import type { Workbench } from './command';
import { filePath } from './filePath';
import { modelsFolder } from './models';

/** What a training begins with: the model in use where nothing is given. @param models where imported models lie, where that is another folder than ours */
export const baseOf = (
  given: string | undefined,
  models: string | undefined,
  workbench: Workbench,
): string =>
  given === undefined
    ? workbench.model.current.folder
    : baseNamed(given, filePath, modelsFolder(models, workbench));
