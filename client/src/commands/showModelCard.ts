import { commands, Uri, window } from 'vscode';
import { askForModel, type ModelOptions } from './askForModel';
import type { CommandContext } from './commandContext';

/** Opens a model's card, rendered. @returns its file */
export async function showModelCard(
  { models }: CommandContext,
  options: ModelOptions = {},
): Promise<string | undefined> {
  const offered = ({ card }: { card?: string }) => card !== undefined;
  const model = options.model ?? (await askForModel(models, { title: 'Show Model Card', offered }));
  if (!model?.card) return undefined;
  const card = Uri.file(model.card);
  try {
    await commands.executeCommand('markdown.showPreview', card);
  } catch {
    // The extension that renders Markdown can be switched off.
    await window.showTextDocument(card, { preview: true });
  }
  return model.card;
}
