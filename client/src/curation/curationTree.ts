import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocument,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import type { CurationStateParams } from '../../../server/src/protocol/curation';
import { isAnalysed } from '../languageClient';
import type { Curation } from './curation';
import { curationView } from './curationContributions';
import type { CurationItem } from './curationItem';
import { CurationRow, rowsShown } from './curationRow';
import { treeItemOf } from './curationRowItem';
import { decidedBy } from './decidedBy';
import { groupsByState, groupsByWording, type ItemGroup, isGroup } from './itemGroups';
import { reviewProgress } from './reviewOrder';

/** The view of what is decided in the document that was looked at last, and what is not. Only what has changed is drawn anew. */
export class CurationTree implements TreeDataProvider<CurationRow>, Disposable {
  readonly #changed = new EventEmitter<CurationRow[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: TreeView<CurationRow>;
  readonly #subscriptions: Disposable[];
  /** Rows of groups by their keys: VS Code knows them by identity. */
  readonly #groups = new Map<string, CurationRow>();
  #roots: readonly CurationRow[] = [];
  #document: TextDocument | undefined;

  constructor(private readonly curation: Curation) {
    this.#view = window.createTreeView(curationView, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#subscriptions = [
      this.#changed,
      this.#view,
      this.#view.onDidChangeVisibility(() => this.#update()),
      curation.onDidChange((uri) => {
        if (uri.toString() === this.#document?.uri.toString()) this.#update();
      }),
      window.onDidChangeActiveTextEditor(() => this.#follow()),
    ];
    this.#follow();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Whose items are shown; undefined also while they are of another version of it than the one that is open. */
  get document(): TextDocument | undefined {
    return this.#document && this.curation.itemsOf(this.#document) && this.#document;
  }

  /**
   * The rows that a key means: those that are selected, or the one alone that has the keyboard where it is not among them. VS Code does not tell which has, but
   * adds it to the selection or takes it out.
   */
  async withKeyboard(): Promise<readonly CurationRow[]> {
    const selected = this.#view.selection;
    await commands.executeCommand('list.toggleSelection');
    const added = this.#view.selection.filter((row) => !selected.includes(row));
    await commands.executeCommand('list.toggleSelection');
    return added.length > 0 ? added : selected;
  }

  getTreeItem(row: CurationRow): TreeItem {
    return treeItemOf(row, this.#document);
  }

  getParent(row: CurationRow): CurationRow | undefined {
    return row.parent;
  }

  getChildren(row?: CurationRow): CurationRow[] {
    if (!row) return [...this.#roots];
    if (!isGroup(row.content) || row.more > 0) return [];
    const content = row.parent ? row.content.items : groupsByWording(row.content);
    const rows = content.slice(0, row.shown).map((each) => this.#rowOf(each, row));
    const more = content.length - rows.length;
    return more > 0 ? [...rows, new CurationRow(`more ${row.key}`, row.content, row, more)] : rows;
  }

  /** @param row the one that told of them */
  showMore({ parent }: CurationRow): void {
    if (!parent) return;
    parent.shown += rowsShown;
    this.#changed.fire([parent]);
  }

  #follow(): void {
    const document = window.activeTextEditor?.document;
    if (!document || !isAnalysed(document) || document === this.#document) return;
    this.#document = document;
    this.#groups.clear();
    this.#update();
  }

  /** While the annotations of an edited text are on their way, what was there before stays. */
  #update(): void {
    if (!this.#view.visible || !this.#document) return;
    const items = this.curation.itemsOf(this.#document);
    if (!items) return;
    const { decided, all } = reviewProgress(items);
    this.#view.description = `${decided} of ${all} · ${nameOf(this.#document)}`;
    // VS Code draws a view at once, but whatever else is told within 200 ms only after these: also a message that is the same.
    const message = messageOf(this.curation.stateOf(this.#document));
    if (message !== this.#view.message) this.#view.message = message;
    const before = this.#roots;
    const contents = new Map(before.map((row) => [row, row.content]));
    this.#roots = groupsByState(items).map((group) => this.#rowOf(group));
    const isSameList =
      before.length === this.#roots.length && before.every((row, index) => row === this.#roots[index]);
    const changed = this.#roots.filter((row) => !isSameGroup(contents.get(row), row.content));
    if (!isSameList) this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire(changed);
  }

  #rowOf(content: ItemGroup | CurationItem, parent?: CurationRow): CurationRow {
    if (!isGroup(content)) return new CurationRow(`${content.state} ${content.key}`, content, parent);
    const row = this.#groups.get(content.key) ?? new CurationRow(content.key, content, parent);
    row.content = content;
    this.#groups.set(content.key, row);
    return row;
  }
}

/** An item that has not changed is the same object: see `itemsOf`. */
function isSameGroup(a: CurationRow['content'] | undefined, b: CurationRow['content']): boolean {
  if (!a || !isGroup(a) || !isGroup(b)) return false;
  return a.items.length === b.items.length && a.items.every((item, index) => item === b.items[index]);
}

/** Above the list: why nothing can be kept, or that somebody is done with the document. */
function messageOf(state: CurationStateParams | undefined): string | undefined {
  if (state?.problem) return state.problem;
  return (
    state?.finished && `${decidedBy('finished', state.finished)}. What is undecided counts as not there.`
  );
}

const nameOf = ({ uri }: TextDocument): string => uri.path.split('/').at(-1) ?? '';
