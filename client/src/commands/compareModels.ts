import type { EvaluateResult } from '../../../server/src/protocol/commands';
import type { ListedModel } from '../../../server/src/protocol/models';
import { labelOf, readsTexts } from '../models/modelText';
import { askForCorpora } from './askForCorpora';
import { askForModel, type ModelOptions } from './askForModel';
import type { CommandContext } from './commandContext';
import { evaluateOnCorpus } from './evaluateOnCorpus';

export interface CompareModelsOptions extends ModelOptions {
  readonly other?: ListedModel;
  /** A corpus with gold annotations. */
  readonly gold?: string;
}

/** Scores two models on one corpus, and opens a report that says how sure the difference between them is. */
export async function compareModels(
  context: CommandContext,
  options: CompareModelsOptions = {},
): Promise<EvaluateResult | undefined> {
  const { models } = context;
  const title = 'Compare Models';
  const model =
    options.model ??
    (await askForModel(models, { title, placeHolder: 'The one model', offered: readsTexts }));
  if (!model) return undefined;
  const other =
    options.other ??
    (await askForModel(models, {
      title,
      placeHolder: `What ${labelOf(model)} is compared with`,
      offered: (each) => readsTexts(each) && each.folder !== model.folder,
    }));
  if (!other) return undefined;
  const gold =
    options.gold ??
    (await askForCorpora('Corpus with gold annotations, on which both are scored', 'Compare'))?.[0].fsPath;
  if (!gold) return undefined;
  return evaluateOnCorpus(context, { gold, model: model.folder, compare: other.folder });
}
