import type { CurationItem, ItemState } from './curationItem';
import { type ItemGroup, isGroup } from './itemGroups';

/** So many rows are shown at once, and so many more each time that somebody asks. */
export const rowsShown = 100;

/** A row of the tree: a group, an item, or what tells that there are more. */
export class CurationRow {
  /** Of a group: how many of its rows are shown. */
  shown = rowsShown;

  constructor(
    /** Tells rows apart; the same while what it stands for is there. */
    readonly key: string,
    public content: ItemGroup | CurationItem,
    readonly parent?: CurationRow,
    /** More items of the parent than are shown; 0 for any other row. */
    readonly more = 0,
  ) {}

  /** What is decided on where the row is selected. */
  get items(): readonly CurationItem[] {
    if (this.more > 0) return [];
    return isGroup(this.content) ? this.content.items : [this.content];
  }

  get isGroup(): boolean {
    return isGroup(this.content);
  }

  get state(): ItemState {
    return this.content.state;
  }
}
