import { CancellationTokenSource, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type ChooseConceptArguments,
  type ConceptsParams,
  type ConceptsResult,
  type ConceptView,
  conceptsRequest,
} from '../../server/src/protocol/words';

export interface ChosenConcept {
  /** Empty: no terminology has it. */
  readonly ids: readonly string[];
  /** Entity types of the concept, as far as they are known. */
  readonly types: readonly string[];
}

interface ConceptItem extends QuickPickItem {
  readonly chosen?: ChosenConcept;
}

/** Milliseconds without a key before the terminologies are searched. */
const debounce = 80;

/** A list of concepts that follows what is typed: a name, the beginning of one, or an id. @returns undefined where the person changed their mind */
export async function askForConcept(
  client: LanguageClient,
  { action, name, choices }: Pick<ChooseConceptArguments, 'action' | 'name' | 'choices'>,
): Promise<ChosenConcept | undefined> {
  const picker = window.createQuickPick<ConceptItem>();
  picker.title = action === 'pin' ? `What does “${name}” mean?` : `“${name}” is a name of …`;
  picker.placeholder = 'Type a name or an id of the concept';
  picker.matchOnDescription = true;
  let search = new CancellationTokenSource();
  let timer: NodeJS.Timeout | undefined;
  const show = async (typed: string) => {
    search.cancel();
    search = new CancellationTokenSource();
    const { token } = search;
    picker.busy = true;
    const params: ConceptsParams = { query: typed === '' ? name : typed };
    const found = await client
      .sendRequest<ConceptsResult>(conceptsRequest, params, token)
      .catch(() => ({ concepts: [] }));
    if (token.isCancellationRequested) return;
    picker.busy = false;
    picker.items = itemsOf(found.concepts, typed === '' ? choices : [], action);
  };
  picker.onDidChangeValue((typed) => {
    clearTimeout(timer);
    timer = setTimeout(() => void show(typed.trim()), debounce);
  });
  try {
    picker.show();
    void show('');
    return await new Promise<ChosenConcept | undefined>((resolve) => {
      picker.onDidAccept(() => {
        const chosen = picker.selectedItems[0]?.chosen;
        if (chosen) resolve(chosen);
      });
      picker.onDidHide(() => resolve(undefined));
    });
  } finally {
    clearTimeout(timer);
    search.cancel();
    picker.dispose();
  }
}

function itemsOf(
  found: readonly ConceptView[],
  choices: ChooseConceptArguments['choices'],
  action: ChooseConceptArguments['action'],
): ConceptItem[] {
  const views = new Map(found.map((concept) => [concept.id, concept]));
  const likely = choices.map(({ id, name = views.get(id)?.name }) =>
    item(id, name ?? id, views.get(id)?.types ?? [], undefined),
  );
  const offered = new Set(choices.map(({ id }) => id));
  const others = found
    .filter(({ id }) => !offered.has(id))
    .map(({ id, name, types, synonym }) => item(id, name, types, synonym));
  const none: ConceptItem = {
    label: '$(circle-slash) No concept',
    description: 'no terminology has it',
    alwaysShow: true,
    chosen: { ids: [], types: [] },
  };
  const section = (label: string, items: readonly ConceptItem[]): ConceptItem[] =>
    items.length > 0 ? [{ label, kind: QuickPickItemKind.Separator }, ...items] : [];
  return [
    ...section('likely', likely),
    ...section('found', others),
    ...(action === 'pin' ? section('', [none]) : []),
  ];
}

/** Always shown: the server has found it by what was typed, which its label need not hold. */
const item = (
  id: string,
  name: string,
  types: readonly string[],
  synonym: string | undefined,
): ConceptItem => ({
  label: name,
  description: [id, types.join(', '), synonym && `also “${synonym}”`].filter(Boolean).join(' · '),
  alwaysShow: true,
  chosen: { ids: [id], types },
});
