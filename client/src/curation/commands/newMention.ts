import { window } from 'vscode';
import type { CurateResult } from '../../../../server/src/protocol/curation';
import { analysedDocument } from '../../analysedDocument';
import type { CommandContext } from '../../commands/commandContext';
import type { CurationOptions } from '../chosen';
import { selectedRanges } from '../selectedRanges';
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
  const ranges = selectedRanges(document);
  if (!ranges) throw new Error('Select the words of the mention first.');
  const words = document.getText(window.activeTextEditor!.selection).replace(/\s+/g, ' ').trim();
  const chosenType = type ?? (await askForType(context, document, { title: `What is “${words}”?` }));
  if (chosenType === undefined) return undefined;
  return context.curation.curate({
    action: { kind: 'add', type: chosenType },
    on: [
      {
        uri: document.uri.toString(),
        version,
        mentions: [{ ranges, type: chosenType }],
      },
    ],
    ...(scope && { scope }),
  });
}
