import { type TextDocument, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { curationCommand } from './curationCommands';
import type { CurationItem, ItemState } from './curationItem';
import type { CurationRow } from './curationRow';
import { decidedBy } from './decidedBy';
import { type ItemGroup, isGroup } from './itemGroups';

const icons: Readonly<Record<ItemState, string>> = {
  disputed: 'git-compare',
  lost: 'search-stop',
  undecided: 'question',
  accepted: 'check',
  corrected: 'edit',
  added: 'add',
  rejected: 'close',
  note: 'note',
};

const faulty: readonly ItemState[] = ['disputed', 'lost'];

/** These ask for somebody, and stand open. */
const open: readonly ItemState[] = ['disputed', 'lost', 'undecided'];

/** Colour is for what is wrong alone. */
const iconOf = (state: ItemState): ThemeIcon =>
  new ThemeIcon(icons[state], faulty.includes(state) ? new ThemeColor('list.warningForeground') : undefined);

/** How a row is drawn. @param document that its items stand in */
export function treeItemOf(row: CurationRow, document: TextDocument | undefined): TreeItem {
  const item =
    row.more > 0
      ? moreItem(row)
      : isGroup(row.content)
        ? groupItem(row, row.content)
        : leaf(row.content, document);
  item.id = row.key;
  return item;
}

function moreItem(row: CurationRow): TreeItem {
  const item = new TreeItem(`${row.more.toLocaleString('en')} more…`);
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = { command: curationCommand.showMoreItems, title: 'Show More', arguments: [row] };
  return item;
}

function groupItem({ parent }: CurationRow, { label, state, type, items }: ItemGroup): TreeItem {
  const isOpen = !parent && open.includes(state);
  const item = new TreeItem(
    label,
    isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  const count = items.length.toLocaleString('en');
  item.description = type ? `${type} · ${count} times` : count;
  item.iconPath = iconOf(state);
  item.contextValue = wordsOf(state, items);
  item.accessibilityInformation = { label: `${label}, ${item.description.replace(' · ', ', ')}` };
  return item;
}

function leaf(content: CurationItem, document: TextDocument | undefined): TreeItem {
  const { label, type, concepts, state, place, decided, detail, kind } = content;
  const item = new TreeItem(label);
  const line = place && `line ${place.start.line + 1}`;
  const who = faulty.includes(state) ? decided?.by : undefined;
  item.description = [type, who, line, ...(kind === 'relation' ? [] : concepts)].filter(Boolean).join(' · ');
  item.tooltip = [label, item.description, detail, decided && decidedBy(state, decided)]
    .filter(Boolean)
    .join('\n');
  item.iconPath = iconOf(state);
  item.contextValue = wordsOf(state, [content]);
  item.accessibilityInformation = {
    label: `${label}, ${state}, ${item.description.replaceAll(' · ', ', ')}`,
  };
  if (place && document)
    item.command = { command: curationCommand.goToItem, title: 'Go to Item', arguments: [document, place] };
  return item;
}

/** What menus ask for, words parted by spaces: the state, whether anything is decided, and the kind. */
const wordsOf = (state: ItemState, items: readonly CurationItem[]): string =>
  [
    state,
    state === 'undecided' ? 'open' : 'decided',
    items.every(({ kind }) => kind === 'mention') && 'mention',
  ]
    .filter(Boolean)
    .join(' ');
