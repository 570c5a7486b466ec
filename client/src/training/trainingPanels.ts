import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  commands,
  type Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { followRun } from '../../../server/src/runs/followRun';
import { command, trainingViewType } from '../contributions';
import { preparePanel, webviewPage } from '../webviewPage';
import type { FromView, SavedRun, ToView } from './messages';

/** How long a training may take to begin before nobody waits for its view any more, in milliseconds. */
const patience = 60_000;

/** The panels that show trainings. Each follows a run folder, so that it shows what goes on there whoever trains. */
export class TrainingPanels implements Disposable {
  readonly #panels = new Map<string, WebviewPanel>();
  readonly #serializer: Disposable;

  constructor(private readonly context: ExtensionContext) {
    this.#serializer = window.registerWebviewPanelSerializer(trainingViewType, {
      deserializeWebviewPanel: async (panel, saved: SavedRun | undefined) => {
        if (saved?.folder) this.#fill(panel, saved.folder);
        else panel.dispose();
      },
    });
  }

  dispose(): void {
    this.#serializer.dispose();
  }

  /** Shows a run, in the panel that shows it already if there is one. */
  async open(folder: string): Promise<void> {
    const known = this.#panels.get(folder);
    if (known) return known.reveal();
    const panel = window.createWebviewPanel(
      trainingViewType,
      '',
      { viewColumn: ViewColumn.Active, preserveFocus: true },
      { retainContextWhenHidden: true },
    );
    this.#fill(panel, folder);
  }

  /**
   * As `open`, as soon as somebody is at work there; what never begins is told elsewhere.
   * @returns waits no more: a view that opens late would take the focus from what the person does by then
   */
  openOnceBegun(folder: string): () => void {
    const leave = followRun(folder, {
      events: () => {},
      state: (run) => {
        if (run?.pid === undefined) return;
        leave();
        clearTimeout(timer);
        void this.open(folder);
      },
    });
    const timer = setTimeout(leave, patience);
    return () => {
      leave();
      clearTimeout(timer);
    };
  }

  #fill(panel: WebviewPanel, folder: string): void {
    const { webview } = panel;
    this.#panels.set(folder, panel);
    panel.title = `Training: ${basename(folder)}`;
    preparePanel(panel, this.context.extensionUri);
    let leave = () => {};
    const send = (message: ToView) => void webview.postMessage(message);
    const follow = () => {
      leave();
      leave = followRun(folder, {
        events: (events, again) => send({ type: 'events', events, again }),
        state: (state) => send({ type: 'state', state }),
      });
    };
    panel.onDidDispose(() => {
      leave();
      this.#panels.delete(folder);
    });
    webview.onDidReceiveMessage((message: FromView) => {
      if (message.type === 'ready') follow();
      else void this.#do(message, folder);
    });
    webview.html = webviewPage(webview, this.context.extensionUri, {
      view: 'trainingView',
      title: 'Training',
    });
  }

  async #do(message: Exclude<FromView, { type: 'ready' }>, folder: string): Promise<void> {
    try {
      if (message.type === 'stop') await commands.executeCommand(command.stopTraining, { out: folder });
      else if (message.type === 'resume')
        await commands.executeCommand(command.resumeTraining, { out: folder });
      else if (message.type === 'use') await commands.executeCommand(command.chooseModel, { folder });
      else await save(message, folder);
    } catch (error) {
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }
}

async function save({ format, content }: FromView & { type: 'save' }, folder: string): Promise<void> {
  const target = await window.showSaveDialog({
    title: `Save the training as ${format.toUpperCase()}`,
    saveLabel: 'Save',
    defaultUri: Uri.file(join(folder, `curves.${format}`)),
  });
  if (!target) return;
  await writeFile(target.fsPath, content);
  window.setStatusBarMessage(`BioGloss: saved ${target.fsPath}`, 10_000);
}
