import { type TextDocument, window } from 'vscode';
import type { CurateResult } from '../../../../server/src/protocol/curation';
import { analysedDocument } from '../../analysedDocument';
import type { CommandContext } from '../../commands/commandContext';
import { type Chosen, type CurationOptions, chosen } from '../chosen';
import { CurationRow } from '../curationRow';
import { selectedRanges } from '../selectedRanges';
import { decide } from './decide';

/** A decision that is lost, or a mention, is about the words from now on that are selected in the text. In the text itself a lost one is meant; of several it is asked which. */
export async function setRanges(
  context: CommandContext,
  called: CurationOptions | CurationRow = {},
  rows?: readonly CurationRow[],
): Promise<CurateResult | undefined> {
  const isInTree = called instanceof CurationRow || called.inTree;
  const what = isInTree ? await chosen(context, called, rows) : await lostIn(context, analysedDocument());
  if (!what) return undefined;
  const ranges = selectedRanges(what.document);
  if (!ranges) throw new Error('Select the words in the text that the decision is about.');
  if (what.items.length > 1) throw new Error('Words can be given to one decision at a time.');
  return decide(context, what, { kind: 'setRanges', ranges });
}

async function lostIn({ curation }: CommandContext, document: TextDocument): Promise<Chosen | undefined> {
  const { version } = document;
  const lost = (curation.itemsOf(document) ?? []).filter(({ state }) => state === 'lost');
  if (lost.length === 0) throw new Error('No decision on this document has lost its place.');
  const choices = lost.map((item) => ({ label: item.label, description: item.detail, item }));
  const title = 'Which decision is about the selected words?';
  const choice = choices.length === 1 ? choices[0] : await window.showQuickPick(choices, { title });
  return choice && { document, version, items: [choice.item] };
}
