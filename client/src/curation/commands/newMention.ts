import { window } from 'vscode';
import type { CurateResult } from '../../../../server/src/protocol/curation';
import { analysedDocument } from '../../analysedDocument';
import type { CommandContext } from '../../commands/commandContext';
import type { CurationOptions } from '../chosen';
import { plainRange } from '../curationItem';
import { askForType } from './askForType';

export interface NewMentionOptions extends CurationOptions {
  readonly type?: string;
}

/** Marks the words that are selected; several selections are one interrupted mention. What they mean is left to the model. */
export async function newMention(
  context: CommandContext,
  { type, scope }: NewMentionOptions = {},
): Promise<CurateResult | undefined> {
  const document = analysedDocument();
  const { version } = document;
  const { selections } = window.activeTextEditor!;
  const [first, ...rest] = selections
    .filter((selection) => !selection.isEmpty)
    .sort((a, b) => a.start.compareTo(b.start))
    .map(plainRange);
  if (!first) throw new Error('Select the words of the mention first.');
  const words = document.getText(window.activeTextEditor!.selection).replace(/\s+/g, ' ').trim();
  const chosenType = type ?? (await askForType(context, document, { title: `What is “${words}”?` }));
  if (chosenType === undefined) return undefined;
  return context.curation.curate({
    action: { kind: 'add', type: chosenType },
    on: [
      {
        uri: document.uri.toString(),
        version,
        mentions: [{ ranges: [first, ...rest], type: chosenType }],
      },
    ],
    ...(scope && { scope }),
  });
}
