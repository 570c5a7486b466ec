import { Uri, window, workspace } from 'vscode';
import type { ListedModel } from '../../../server/src/protocol/models';
import { labelOf } from '../models/modelText';
import { askForModel, type ModelOptions } from './askForModel';
import { setModel } from './chooseModel';
import type { CommandContext } from './commandContext';

export interface RemoveModelOptions extends ModelOptions {
  /** The person has been asked, also about deleting it for good where there is no trash. */
  readonly isAgreed?: boolean;
}

/** Puts an imported model into the trash, once the person has agreed. @returns whether it is gone */
export async function removeModel(
  { models }: CommandContext,
  options: RemoveModelOptions = {},
): Promise<boolean> {
  const isImported = ({ origin }: ListedModel) => origin === 'imported';
  const model =
    options.model ??
    (await askForModel(models, {
      title: 'Remove Model',
      placeHolder: 'Imported models can be removed',
      offered: isImported,
    }));
  if (!model) return false;
  if (!isImported(model)) throw new Error(`${labelOf(model)} was not imported, so it is not removed here.`);
  const isInUse = models.useOf(model) !== undefined;
  if (!options.isAgreed && !(await agrees(model, isInUse))) return false;
  const gone = await remove(model, options.isAgreed === true);
  if (gone && isInUse) await setModel('');
  models.refresh();
  return gone;
}

async function agrees(model: ListedModel, isInUse: boolean): Promise<boolean> {
  const after = isInUse ? ' It is in use here: the model that comes with BioGloss takes its place.' : '';
  return ask(`Remove ${labelOf(model)}?`, `${model.folder} goes to the trash.${after}`, 'Remove');
}

/** Not every system that VS Code runs on has a trash. */
async function remove({ folder }: ListedModel, isAgreed: boolean): Promise<boolean> {
  const uri = Uri.file(folder);
  const isTrashed = await workspace.fs.delete(uri, { recursive: true, useTrash: true }).then(
    () => true,
    () => false,
  );
  if (isTrashed) return true;
  if (!isAgreed && !(await ask('Delete it for good?', `There is no trash for ${folder}.`, 'Delete')))
    return false;
  await workspace.fs.delete(uri, { recursive: true, useTrash: false });
  return true;
}

const ask = async (question: string, detail: string, yes: string): Promise<boolean> =>
  (await window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
