import { commands, ViewColumn, window } from 'vscode';
import type { FoundPlace } from '../../../server/src/protocol/survey';
import { conceptsView } from '../contributions';
import { openPlace } from '../graph/openPlace';
import type { CommandContext } from './commandContext';

/** Narrows the view of concepts to what fits; each key shows what is left. Escape goes back to what was searched before. */
export async function searchConcepts(
  { surveyTree }: CommandContext,
  options: { readonly query?: string } = {},
): Promise<void> {
  await commands.executeCommand(`${conceptsView}.focus`);
  if (options.query !== undefined) return surveyTree.search(options.query);
  const before = surveyTree.query;
  const input = window.createInputBox();
  input.title = 'BioGloss: Search Concepts';
  input.placeholder = 'A part of a name, a wording or an id; nothing for all';
  input.value = before;
  let isAccepted = false;
  input.onDidChangeValue((query) => surveyTree.search(query));
  input.onDidAccept(() => {
    isAccepted = true;
    input.hide();
  });
  input.onDidHide(() => {
    if (!isAccepted) surveyTree.search(before);
    input.dispose();
  });
  input.show();
}

interface Surveyed {
  readonly source: string;
  readonly id: string;
  readonly places: readonly FoundPlace[];
}

/** Opens a document of the view of concepts where it says something. */
export const openSurveyed = (_: CommandContext, { source, id, places }: Surveyed): Promise<void> =>
  openPlace({ id, source }, places, ViewColumn.Active);
