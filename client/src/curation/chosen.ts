import { type TextDocument, window } from 'vscode';
import type { CurationScope, CurationTargets } from '../../../server/src/protocol/curation';
import { analysedDocument } from '../analysedDocument';
import type { CommandContext } from '../commands/commandContext';
import type { CurationItem } from './curationItem';
import { CurationRow } from './curationRow';
import { itemsAt } from './itemsAt';

/** How a command of curating is called: by a key, from the tree, or by somebody who says it all beforehand. */
export interface CurationOptions {
  readonly scope?: CurationScope;
  /** What is selected in the tree is meant, not the text. */
  readonly inTree?: true;
}

/** What a command is done to. */
export interface Chosen {
  readonly document: TextDocument;
  /** Of the document when the items were chosen: what is asked afterwards takes time, and the text may change meanwhile. */
  readonly version: number;
  readonly items: readonly CurationItem[];
}

/**
 * What is selected in the tree where the command was called there; else what the review asks about; else the mentions at the cursor or in the selection.
 * @param called the command's first argument, a row where a menu of the tree called it; @param rows all that are selected there then
 * @returns undefined while the review is on its way to its next question, which the person has not seen
 * @throws Error with a sentence for the person, where it is nothing
 */
export async function chosen(
  { curation, review, curationTree }: CommandContext,
  called: CurationOptions | CurationRow = {},
  rows?: readonly CurationRow[],
): Promise<Chosen | undefined> {
  if (called instanceof CurationRow || called.inTree) {
    const selected = called instanceof CurationRow ? (rows ?? [called]) : await curationTree.withKeyboard();
    const { document } = curationTree;
    if (selected.some((row) => row.state === 'disputed' && row.isGroup))
      throw new Error('Choose a side of each disagreement: they cannot be decided on all at once.');
    const items = [...new Set(selected.flatMap((row) => row.items))];
    if (!document || items.length === 0) throw new Error('Select something in the Curation view first.');
    return { document, version: document.version, items };
  }
  if (review.isMoving) {
    window.setStatusBarMessage('BioGloss: the next question is on its way', 3_000);
    return undefined;
  }
  const document = analysedDocument();
  const editor = window.activeTextEditor!;
  const current = review.currentIn(editor);
  const { version } = document;
  if (current) return { document, version, items: [current] };
  const items = curation.itemsOf(document);
  if (!items)
    throw new Error('This document is still being analysed; try again when its marks are complete.');
  const found = itemsAt(items, editor.selection);
  if (found.length === 0)
    throw new Error('There is no mention here. Put the cursor on one, or select the text around several.');
  return { document, version, items: found };
}

/** Only the mentions: a relation has neither type to change nor boundaries of its own. @throws Error with a sentence, where there is none */
export function mentionsOf({ items, ...where }: Chosen): Chosen {
  const mentions = items.filter(
    ({ kind, state }) => kind === 'mention' || state === 'disputed' || state === 'lost',
  );
  if (mentions.length === 0)
    throw new Error(
      'Only a mention has a type, a concept and boundaries. A relation can be accepted, rejected or noted on.',
    );
  return { ...where, items: mentions };
}

/** What a request names them by. */
export const targetsOf = ({ document, version, items }: Chosen): CurationTargets => ({
  uri: document.uri.toString(),
  version,
  mentions: items.flatMap(({ target }) => target.mentions ?? []),
  relations: items.flatMap(({ target }) => target.relations ?? []),
  decisions: items.flatMap(({ target }) => target.decisions ?? []),
});

/** What to call them in a question. */
export const nameOf = (items: readonly CurationItem[]): string => {
  const labels = new Set(items.map(({ label }) => label));
  const [first] = labels;
  return labels.size === 1 ? `“${first}”` : `${items.length} items`;
};
