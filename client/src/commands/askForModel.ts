import { type QuickPickItem, window } from 'vscode';
import type { ListedModel } from '../../../server/src/protocol/models';
import type { Models } from '../models/models';
import { labelOf, summaryOf } from '../models/modelText';

/** What a command of a model takes: the row of the tree that it was called on, or another caller's model. */
export interface ModelOptions {
  readonly model?: ListedModel;
}

export interface ModelChoice {
  readonly title: string;
  readonly placeHolder?: string;
  readonly offered: (model: ListedModel) => boolean;
}

/** Lets the person pick one of the models. @returns undefined where they changed their mind, or there is none */
export async function askForModel(
  models: Models,
  { title, placeHolder, offered }: ModelChoice,
): Promise<ListedModel | undefined> {
  const items = models.list().then((list) => list.filter(offered).map((model) => itemOf(models, model)));
  const picked = await window.showQuickPick(items, {
    title: `BioGloss: ${title}`,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.model;
}

export const itemOf = (models: Models, model: ListedModel): QuickPickItem & { model: ListedModel } => ({
  label: labelOf(model),
  description: summaryOf(model, models.useOf(model)),
  detail: model.folder,
  model,
});
