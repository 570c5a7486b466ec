import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  RelativePattern,
  Uri,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands } from '../../../server/src/protocol/commandNames';
import type { ListModelsArguments } from '../../../server/src/protocol/commands';
import type { ListedModel } from '../../../server/src/protocol/models';
import { setting } from '../contributions';
import { execute } from '../serverCommand';
import type { StatusItem } from '../statusItem';
import { ModelHistory } from './modelHistory';
import type { ModelUse } from './modelText';

/** Files come one by one while a model is written; the list is asked for once, so many milliseconds after the last. */
const rest = 500;

/** The models on this computer, as the server knows them, and which of them this window uses. */
export class Models implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly history: ModelHistory;
  readonly #subscriptions: Disposable[];
  #watcher: Disposable | undefined;
  #timer: NodeJS.Timeout | undefined;
  #inUse = '';

  constructor(
    context: ExtensionContext,
    private readonly client: LanguageClient,
    private readonly status: StatusItem,
  ) {
    this.history = new ModelHistory(context.workspaceState);
    this.#embedded = context.asAbsolutePath(join('models', 'default'));
    this.#storage = join(context.globalStorageUri.fsPath, 'models');
    const runs = workspace.createFileSystemWatcher('**/model-best/config.json');
    const soon = () => this.#changedSoon();
    this.#subscriptions = [
      this.#changed,
      runs,
      runs.onDidCreate(soon),
      runs.onDidChange(soon),
      runs.onDidDelete(soon),
      workspace.onDidChangeWorkspaceFolders(soon),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(setting.modelsFolder)) this.#watch();
        if (event.affectsConfiguration(setting.modelsFolder) || event.affectsConfiguration(setting.model))
          soon();
      }),
      status.onDidChange(() => this.#statusChanged()),
    ];
    this.#watch();
  }

  readonly #storage: string;
  readonly #embedded: string;

  /** Where imported models lie. */
  get folder(): string {
    return workspace.getConfiguration().get(setting.modelsFolder, '') || this.#storage;
  }

  /** As the setting has it; '' for the model that comes with BioGloss. */
  get selected(): string {
    return workspace.getConfiguration().get(setting.model, '');
  }

  /** Asks anew each time: folders may come and go without a word. */
  async list(): Promise<readonly ListedModel[]> {
    const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const argument: ListModelsArguments = {
      models: this.folder,
      workspace: folders.map(({ uri }) => uri.fsPath),
    };
    return (await execute<ListedModel[]>(this.client, commands.models, argument)) ?? [];
  }

  /** Undefined where another model is in use. */
  useOf({ files, folder, origin }: ListedModel): ModelUse | undefined {
    const { state, model } = this.status.status;
    if (model) return model.folder === files ? { state: 'ready', device: model.device } : undefined;
    const { selected } = this;
    const isSelected = selected === '' ? origin === 'embedded' : selected === folder;
    if (!isSelected) return undefined;
    return { state: state === 'failed' || state === 'ready' ? 'failed' : 'loading' };
  }

  refresh(): void {
    this.#changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watcher?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #statusChanged(): void {
    const { state, model } = this.status.status;
    if (state === 'ready' && model && this.#isSelected(model.folder)) void this.history.used(this.selected);
    // Analyses come and go; the tree shows only what loads and what has loaded.
    const inUse = `${model ? `${model.folder} ${model.device}` : state}`;
    if (inUse === this.#inUse) return;
    this.#inUse = inUse;
    this.#changed.fire();
  }

  /** The setting may name another model already than the one that the server tells of. */
  #isSelected(files: string): boolean {
    const { selected } = this;
    const home = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const folder = selected === '' ? this.#embedded : resolve(home, selected);
    return [folder, join(folder, 'model-best')].some((path) => realPath(path) === realPath(files));
  }

  #watch(): void {
    this.#watcher?.dispose();
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(Uri.file(this.folder), '*/config.json'),
    );
    watcher.onDidCreate(() => this.#changedSoon());
    watcher.onDidChange(() => this.#changedSoon());
    watcher.onDidDelete(() => this.#changedSoon());
    this.#watcher = watcher;
  }

  #changedSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), rest);
  }
}

/** Extensions may be installed as links, and the server tells where its own files really lie. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
