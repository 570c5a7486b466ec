import type { ListChange } from '../../server/src/protocol/curation';

/** A list after changes, whose places are those of the list before. Nothing changes in `list` itself. */
export function withChanges<Item>(list: readonly Item[], changes: readonly ListChange<Item>[]): Item[] {
  const changed: Item[] = [];
  let at = 0;
  for (const { start, removed, added } of changes) {
    for (; at < start; at++) changed.push(list[at]!);
    changed.push(...added);
    at = start + removed;
  }
  for (; at < list.length; at++) changed.push(list[at]!);
  return changed;
}
