import {
  type Disposable,
  type ProviderResult,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { ListedModel } from '../../../server/src/protocol/models';
import { modelsView } from '../contributions';
import type { Models } from './models';
import { factsOf, labelOf, type ModelFact, type ModelUse, summaryOf, wordsOf } from './modelText';

/** A row of the tree. That of a model is what commands take as their options. */
type Row = { readonly model: ListedModel } | { readonly fact: ModelFact };

/** The view of models: each with what is known of it below. A tree of VS Code's own, so that keys and screen readers know it. */
export class ModelsTree implements TreeDataProvider<Row>, Disposable {
  readonly onDidChangeTreeData;
  readonly #subscriptions: readonly Disposable[];
  #isListed = false;

  constructor(private readonly models: Models) {
    this.onDidChangeTreeData = models.onDidChange;
    const view = window.createTreeView(modelsView, { treeDataProvider: this, showCollapseAll: false });
    this.#subscriptions = [
      view,
      // Runs end while nobody looks, and not all folders are watched.
      view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.#isListed) models.refresh();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) {
      this.#isListed = true;
      return (await this.models.list()).map((model) => ({ model }));
    }
    if (!('model' in row)) return [];
    return factsOf(row.model, this.models.useOf(row.model)).map((fact) => ({ fact }));
  }

  getTreeItem(row: Row): TreeItem {
    return 'model' in row ? modelItem(row.model, this.models.useOf(row.model)) : factItem(row.fact);
  }

  getParent(): ProviderResult<Row> {
    return undefined;
  }
}

function modelItem(model: ListedModel, use: ModelUse | undefined): TreeItem {
  const item = new TreeItem(labelOf(model), TreeItemCollapsibleState.Collapsed);
  item.id = model.folder;
  item.description = summaryOf(model, use);
  item.tooltip = model.problem ?? `${labelOf(model)}\n${item.description}\n${model.folder}`;
  item.iconPath = new ThemeIcon(iconOf(model, use));
  item.contextValue = wordsOf(model, use);
  item.accessibilityInformation = { label: `${labelOf(model)}, ${item.description.replaceAll(' · ', ', ')}` };
  return item;
}

function iconOf({ kind, origin }: ListedModel, use: ModelUse | undefined): string {
  if (use) return { ready: 'pass-filled', loading: 'loading~spin', failed: 'error' }[use.state];
  if (kind === 'unusable') return 'warning';
  if (kind === 'checkpoint') return 'circuit-board';
  return { embedded: 'package', imported: 'archive', run: 'mortar-board', elsewhere: 'folder' }[origin];
}

function factItem({ label, detail, icon }: ModelFact): TreeItem {
  const item = new TreeItem(label);
  item.description = detail;
  item.tooltip = detail ? `${label}, ${detail}` : label;
  item.iconPath = new ThemeIcon(icon);
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}
