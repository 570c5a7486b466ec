import { type QuickPickItem, window } from 'vscode';
import type { CurateResult, CurationAction } from '../../../../server/src/protocol/curation';
import { askForConcept } from '../../askForConcept';
import type { CommandContext } from '../../commands/commandContext';
import { type Chosen, type CurationOptions, chosen, mentionsOf, nameOf, targetsOf } from '../chosen';
import type { CurationRow } from '../curationRow';
import { askForType } from './askForType';

/** What a person says of what is chosen; undefined where they changed their mind. */
type Ask<Options> = (
  context: CommandContext,
  chosen: Chosen,
  options: Options,
) => Promise<CurationAction | undefined> | CurationAction;

/** A command that decides on what is chosen. @param on what of it the decision can be about */
const deciding =
  <Options extends CurationOptions>(ask: Ask<Options>, on = (what: Chosen) => what) =>
  async (
    context: CommandContext,
    called?: Options | CurationRow,
    rows?: readonly CurationRow[],
  ): Promise<CurateResult | undefined> => {
    const found = await chosen(context, called, rows);
    if (!found) return undefined;
    const what = on(found);
    const options = (called && !('content' in called) ? called : {}) as Options;
    const action = await ask(context, what, options);
    return action && decide(context, what, action, options);
  };

/** Has it decided, and the review go on. */
export async function decide(
  { curation, review }: CommandContext,
  what: Chosen,
  action: CurationAction,
  { scope }: CurationOptions = {},
): Promise<CurateResult | undefined> {
  const result = await curation.curate({ action, on: [targetsOf(what)], ...(scope && { scope }) });
  if (!result) return undefined;
  // Where nothing had been decided the question stays.
  if (result.changed === 0 && action.kind === 'clear') return result;
  if (action.kind === 'setBoundaries') await review.moved(what.document, what.items[0]!);
  else if (action.kind !== 'note') await review.decided(what.document, what.items);
  return result;
}

export const accept = deciding(() => ({ kind: 'accept' }));
export const reject = deciding(() => ({ kind: 'reject' }));
export const clear = deciding(() => ({ kind: 'clear' }));

export const moveBoundary = (side: 'start' | 'end', by: 'grow' | 'shrink') =>
  deciding(() => ({ kind: 'setBoundaries', side, by }), mentionsOf);

export const changeType = deciding(
  async (context, { document, items }, { type }: CurationOptions & { readonly type?: string }) => {
    const title = `What is ${nameOf(items)}?`;
    const chosenType = type ?? (await askForType(context, document, { title, but: items[0]!.type }));
    return chosenType === undefined ? undefined : { kind: 'changeType', type: chosenType };
  },
  mentionsOf,
);

export const linkToConcept = deciding(
  async (
    { client },
    { items },
    { concepts }: CurationOptions & { readonly concepts?: readonly string[] },
  ) => {
    const [{ label, concepts: ids }] = items as readonly [Chosen['items'][number]];
    const choices = ids.map((id) => ({ id }));
    const chosenIds = concepts ?? (await askForConcept(client, { action: 'pin', name: label, choices }))?.ids;
    return chosenIds && { kind: 'link', concepts: chosenIds };
  },
  mentionsOf,
);

export const writeNote = deciding(
  async (_, { items }, { note }: CurationOptions & { readonly note?: string }) => {
    const written =
      note ??
      (await window.showInputBox({
        title: `Note on ${nameOf(items)}`,
        value: items[0]!.decided?.note,
        prompt: 'Empty to take it away',
      }));
    return written === undefined ? undefined : { kind: 'note', note: written.trim() };
  },
);

const everywhere: readonly (QuickPickItem & { readonly run: typeof accept })[] = [
  { label: '$(check) Accept', run: accept },
  { label: '$(close) Reject', run: reject },
  { label: '$(tag) Change Type…', run: changeType },
  { label: '$(link) Link to Another Concept…', run: linkToConcept },
  { label: '$(arrow-left) Grow by the Word Before', run: moveBoundary('start', 'grow') },
  { label: '$(arrow-right) Grow by the Word After', run: moveBoundary('end', 'grow') },
  { label: '$(arrow-right) Shrink by the First Word', run: moveBoundary('start', 'shrink') },
  { label: '$(arrow-left) Shrink by the Last Word', run: moveBoundary('end', 'shrink') },
  { label: '$(note) Write Note…', run: writeNote },
  { label: '$(discard) Take Decision Back', run: clear },
];

/** One decision for all mentions that have the same wording and type. */
export async function decideForIdentical(
  context: CommandContext,
  called: CurationOptions | CurationRow = {},
  rows?: readonly CurationRow[],
): Promise<CurateResult | undefined> {
  const found = await chosen(context, called, rows);
  if (!found) return undefined;
  const { items, document } = mentionsOf(found);
  const keys = new Set(items.map(wordingOf));
  const alike = context.curation.itemsOf(document)?.filter((item) => keys.has(wordingOf(item))).length ?? 0;
  const title = `All mentions like ${nameOf(items)}`;
  const what = await window.showQuickPick(everywhere, { title, placeHolder: 'What is decided' });
  if (!what) return undefined;
  const where = await window.showQuickPick(
    [
      {
        label: 'In This Document',
        description: alike === 1 ? '1 mention' : `${alike} mentions`,
        scope: 'document',
      },
      { label: 'In the Workspace', description: 'its files are read first', scope: 'workspace' },
    ] as const,
    { title, placeHolder: 'Where' },
  );
  if (!where) return undefined;
  return what.run(context, { ...('inTree' in called && { inTree: true }), scope: where.scope });
}

const wordingOf = ({ label, type }: Chosen['items'][number]): string => `${type} ${label.toLowerCase()}`;
