import { type CurationItem, comparePositions, type ItemState } from './curationItem';

/** Items of one state, or of one wording and type within it. */
export interface ItemGroup {
  /** The same while it is shown. */
  readonly key: string;
  readonly label: string;
  /** Of a state's group: what it is a group of. */
  readonly state: ItemState;
  readonly type?: string;
  readonly items: readonly CurationItem[];
}

/** In the order in which they ask for a person. */
const titles: Readonly<Record<ItemState, string>> = {
  disputed: 'Disputed',
  lost: 'Lost',
  undecided: 'Undecided',
  accepted: 'Accepted',
  corrected: 'Corrected',
  added: 'Added',
  rejected: 'Rejected',
  note: 'Notes',
};

/** A group for each state that something is in. */
export function groupsByState(items: readonly CurationItem[]): ItemGroup[] {
  const byState = new Map<ItemState, CurationItem[]>();
  for (const item of items) {
    const others = byState.get(item.state);
    if (others) others.push(item);
    else byState.set(item.state, [item]);
  }
  return (Object.keys(titles) as ItemState[]).flatMap((state) => {
    const own = byState.get(state);
    return own ? [{ key: state, label: titles[state], state, items: own }] : [];
  });
}

/** A state's items as they are listed: mentions with the same wording and type are one group, the largest first; then relations. */
export function groupsByWording({ state, items }: ItemGroup): (ItemGroup | CurationItem)[] {
  const byWording = new Map<string, CurationItem[]>();
  for (const item of items) {
    const key = item.kind === 'mention' ? `${item.type} ${item.label.toLowerCase()}` : item.key;
    const others = byWording.get(key);
    if (others) others.push(item);
    else byWording.set(key, [item]);
  }
  return [...byWording]
    .sort(
      ([, a], [, b]) =>
        kindOrder(a) - kindOrder(b) ||
        b.length - a.length ||
        comparePositions(a[0]!.place?.start ?? end, b[0]!.place?.start ?? end),
    )
    .map(([key, own]) => {
      const [first] = own as [CurationItem, ...CurationItem[]];
      return own.length === 1
        ? first
        : { key: `${state} ${key}`, label: first.label, state, type: first.type, items: own };
    });
}

const kindOrder = ([first]: readonly CurationItem[]): number => Number(first?.kind === 'relation');

/** What is nowhere in the text comes last. */
const end = { line: Number.MAX_SAFE_INTEGER, character: 0 };

export const isGroup = (row: ItemGroup | CurationItem): row is ItemGroup => 'items' in row;
