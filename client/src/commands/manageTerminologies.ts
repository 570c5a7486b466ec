import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import { commands as server } from '../../../server/src/protocol/commandNames';
import type { TerminologySummary } from '../../../server/src/protocol/terminology';
import { count } from '../page/count';
import { showReport } from '../report';
import { execute } from '../serverCommand';
import { describeTerminology, versionsOf } from '../terminologyReport';
import type { CommandContext } from './commandContext';
import { importTerminology, updateTerminology } from './importTerminology';
import { useTerminologies } from './terminologyList';

type Action = 'raise' | 'lower' | 'update' | 'show' | 'remove';

export interface ManageTerminologiesOptions {
  /** What to do with which index, without asking. */
  readonly action: Action;
  readonly path: string;
}

const title = 'BioGloss: Manage Terminologies';

/** The terminologies in the order in which they count, and what can be done with each. */
export async function manageTerminologies(
  context: CommandContext,
  options?: ManageTerminologiesOptions,
): Promise<readonly TerminologySummary[]> {
  let list = (await execute<TerminologySummary[]>(context.client, server.terminologies)) ?? [];
  if (options) {
    const chosen = list.find(({ path }) => path === options.path);
    if (!chosen) throw new Error(`${options.path} is not on the list of terminologies.`);
    return act(context, list, chosen, options.action);
  }
  for (;;) {
    const chosen = await askForTerminology(list);
    if (chosen === 'import') await importTerminology(context);
    if (chosen === undefined || chosen === 'import') return list;
    const action = await askForAction(list, chosen);
    if (!action) continue;
    if (action === 'remove' && !(await confirmRemoval(chosen))) continue;
    list = await act(context, list, chosen, action);
    if (action === 'show' || action === 'update') return list;
  }
}

/** @returns the list as it is afterwards */
async function act(
  { client, storage }: CommandContext,
  list: readonly TerminologySummary[],
  chosen: TerminologySummary,
  action: Action,
): Promise<TerminologySummary[]> {
  const at = list.indexOf(chosen);
  const others = list.filter((each) => each !== chosen);
  if (action === 'show') await showReport('terminology', describeTerminology(chosen));
  else if (action === 'update') await updateTerminology(client, chosen.path);
  else if (action === 'remove') {
    await useTerminologies(others);
    if (chosen.path.startsWith(storage.fsPath))
      await workspace.fs.delete(Uri.file(chosen.path)).then(undefined, () => {});
    return others;
  } else {
    others.splice(Math.max(0, action === 'raise' ? at - 1 : at + 1), 0, chosen);
    await useTerminologies(others);
    return others;
  }
  return [...list];
}

async function askForTerminology(
  list: readonly TerminologySummary[],
): Promise<TerminologySummary | 'import' | undefined> {
  const items = list.map((each, i) => ({ ...itemOf(each, i + 1), choice: each }));
  const importItem = { label: '$(add) Import Terminology…', choice: 'import' as const };
  const picked = await window.showQuickPick([...items, importItem], {
    title,
    placeHolder: 'Where several know a name, the first of them decides',
    matchOnDetail: true,
  });
  return picked?.choice;
}

function itemOf(summary: TerminologySummary, rank: number): QuickPickItem {
  const { name, path, concepts, problem } = summary;
  if (problem) return { label: `$(warning) ${rank}. ${name || path}`, detail: problem };
  return {
    label: `$(book) ${rank}. ${name}`,
    description: count(concepts, 'concept'),
    detail: versionsOf(summary),
  };
}

async function askForAction(
  list: readonly TerminologySummary[],
  chosen: TerminologySummary,
): Promise<Action | undefined> {
  const at = list.indexOf(chosen);
  const isOwn = !chosen.embedded;
  const canUpdate = isOwn && chosen.sources.length > 0 && chosen.sources.every(({ path }) => path);
  const items: (QuickPickItem & { action: Action; offered: boolean })[] = [
    { action: 'raise', label: '$(arrow-up) Move Up', offered: at > 0 },
    { action: 'lower', label: '$(arrow-down) Move Down', offered: at + 1 < list.length },
    {
      action: 'update',
      label: '$(sync) Update from the Same Files',
      detail: chosen.sources.map(({ path }) => path).join(', '),
      offered: canUpdate,
    },
    { action: 'show', label: '$(info) Show Version, Licence and Content', offered: !chosen.problem },
    { action: 'remove', label: '$(trash) Remove', offered: isOwn },
  ];
  const picked = await window.showQuickPick(
    items.filter(({ offered }) => offered),
    { title: `${title}: ${chosen.name || chosen.path}` },
  );
  return picked?.action;
}

async function confirmRemoval({ name, path }: TerminologySummary): Promise<boolean> {
  const remove = 'Remove';
  const detail = 'Its names are no longer marked and linked. The files that it was imported from stay.';
  return (
    (await window.showWarningMessage(`Remove “${name || path}”?`, { modal: true, detail }, remove)) === remove
  );
}
