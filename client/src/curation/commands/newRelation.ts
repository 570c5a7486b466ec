import { type QuickPickItem, Range, type TextDocument, window } from 'vscode';
import type { CurateResult, RelationTarget } from '../../../../server/src/protocol/curation';
import { analysedDocument } from '../../analysedDocument';
import type { CommandContext } from '../../commands/commandContext';
import type { CurationItem, Stretch } from '../curationItem';
import { type EvidencePair, evidencePairs } from '../evidencePairs';
import { itemsAt } from '../itemsAt';

/** What is not given is asked for; without anything the two mentions in the selection are offered first. */
export type NewRelationOptions = Partial<RelationTarget>;

/** Says that the document claims a relation between two of its concepts, and where. */
export async function newRelation(
  context: CommandContext,
  options: NewRelationOptions = {},
): Promise<CurateResult | undefined> {
  const document = analysedDocument();
  const { version } = document;
  const items = context.curation.itemsOf(document);
  if (!items)
    throw new Error('This document is still being analysed; try again when its marks are complete.');
  const concepts = conceptsIn(items, itemsAt(items, window.activeTextEditor!.selection));
  if (concepts.length < 2)
    throw new Error('A relation is between two concepts, and fewer are linked in this document.');
  const type = options.type ?? (await askForRelationType(context, items));
  if (type === undefined) return undefined;
  const subject = options.subject ?? (await askForEnd(`New ${type}: from which concept?`, concepts));
  if (subject === undefined) return undefined;
  const others = concepts.filter(({ id }) => id !== subject);
  const object = options.object ?? (await askForEnd(`New ${type}: to which concept?`, others));
  if (object === undefined) return undefined;
  const pairs = evidencePairs(items, { subject, object }, (position) =>
    document.offsetAt(document.validatePosition(new Range(position.line, position.character, 0, 0).end)),
  );
  const evidence =
    options.subject && options.object ? pairs.slice(0, 1) : await askForEvidence(document, pairs);
  if (!evidence) return undefined;
  return context.curation.curate({
    action: { kind: 'addRelation', type, subject, object, evidence },
    on: [{ uri: document.uri.toString(), version }],
  });
}

interface ConceptItem extends QuickPickItem {
  readonly id: string;
}

/** Concepts of the mentions, those of the selection first, then the most frequent. */
function conceptsIn(
  items: readonly CurationItem[],
  selected: readonly CurationItem[],
): readonly ConceptItem[] {
  const found = new Map<string, { label: string; type: string; count: number; isSelected: boolean }>();
  for (const { kind, state, concepts, label, type } of items) {
    if (kind !== 'mention' || state === 'rejected') continue;
    for (const id of concepts) {
      const { count, ...first } = found.get(id) ?? { label, type, count: 0, isSelected: false };
      found.set(id, { ...first, count: count + 1 });
    }
  }
  for (const id of selected.flatMap(({ concepts }) => concepts)) {
    const concept = found.get(id);
    if (concept) found.set(id, { ...concept, isSelected: true });
  }
  return [...found]
    .sort(([, a], [, b]) => Number(b.isSelected) - Number(a.isSelected) || b.count - a.count)
    .map(([id, { label, type, count }]) => ({
      id,
      label,
      description: `${type} · ${id} · ${count === 1 ? 'once' : `${count} times`}`,
    }));
}

async function askForEnd(title: string, concepts: readonly ConceptItem[]): Promise<string | undefined> {
  const choice = await window.showQuickPick(concepts, {
    title,
    placeHolder: 'Type a name or an id',
    matchOnDescription: true,
  });
  return choice?.id;
}

/** Not asked where there is one type alone. */
async function askForRelationType(
  { statusItem }: CommandContext,
  items: readonly CurationItem[],
): Promise<string | undefined> {
  const relations = items.filter(({ kind }) => kind === 'relation');
  const types = [
    ...new Set([...(statusItem.status.model?.relationTypes ?? []), ...relations.map(({ type }) => type)]),
  ];
  if (types.length === 1) return types[0];
  if (types.length > 1)
    return window.showQuickPick(types, { title: 'New relation', placeHolder: 'Type of the relation' });
  const typed = await window.showInputBox({
    title: 'New relation',
    prompt: 'Type of the relation, one word',
    validateInput: (value) => (/^\S+$/.test(value.trim()) ? undefined : 'A type is one word.'),
  });
  return typed?.trim();
}

/** The nearest pair is chosen unless the person says otherwise. */
async function askForEvidence(
  document: TextDocument,
  pairs: readonly EvidencePair[],
): Promise<readonly EvidencePair[] | undefined> {
  if (pairs.length < 2) return pairs;
  const items = pairs.map((pair, index) => ({
    label: quoted(document, pair),
    description: `line ${pair.subject.start.line + 1}`,
    picked: index === 0,
    pair,
  }));
  const chosen = await window.showQuickPick(items, {
    title: 'Where does the text say so?',
    placeHolder: 'Evidence of the relation',
    canPickMany: true,
  });
  return chosen?.map(({ pair }) => pair);
}

/** From the one mention to the other, long stretches shortened in the middle. */
function quoted(document: TextDocument, { subject, object }: EvidencePair): string {
  const rangeOf = ({ start, end }: Stretch) =>
    new Range(start.line, start.character, end.line, end.character);
  const text = document.getText(rangeOf(subject).union(rangeOf(object))).replace(/\s+/g, ' ');
  return text.length > 90 ? `${text.slice(0, 44)} … ${text.slice(-44)}` : text;
}
