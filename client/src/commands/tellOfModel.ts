import { window } from 'vscode';
import type { ListedModel } from '../../../server/src/protocol/models';
import { labelOf, readsTexts } from '../models/modelText';
import { setModel } from './chooseModel';

/** Says that a model is here, and offers to use it. @param what became of it: `is imported` */
export async function tellOfModel(model: ListedModel, what: string): Promise<void> {
  if (!readsTexts(model)) {
    void window.showInformationMessage(
      `${labelOf(model)} ${what}. It finds no entities yet: “Fine-Tune on Corpus…” trains a model on it.`,
    );
    return;
  }
  const use = 'Use This Model';
  const choice = await window.showInformationMessage(`${labelOf(model)} ${what}.`, use);
  if (choice === use) await setModel(model.folder);
}
