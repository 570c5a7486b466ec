import {
  type Disposable,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelOptions,
  window,
} from 'vscode';
import { preparePanel, type ViewPage, webviewPage } from './webviewPage';

/** A kind of panel that shows one thing which lies in files. `Saved` is what a view keeps of itself, so that it is found again after a reload. */
interface PanelKind<Saved, Content, Wish> {
  readonly viewType: string;
  readonly page: ViewPage;
  readonly options?: WebviewPanelOptions;
  /** @throws Error with a sentence where it is not there any more */
  read(saved: Saved): Promise<Content>;
  titleOf(content: Content, saved: Saved): string;
  /** What a view is told once it is ready. */
  messageOf(content: Content, saved: Saved): object;
  /** Does what a view asks for. @throws Error with a sentence */
  receive(wish: Wish, shown: Shown<Saved, Content>): Promise<void>;
  opened?(content: Content): void;
  /** @param last what another panel shows */
  closed?(last: Content | undefined): void;
}

export interface Shown<Saved, Content> {
  readonly content: Content;
  readonly saved: Saved;
  readonly panel: WebviewPanel;
}

/** The panels of one kind, opened by a command or by VS Code after a reload. */
export class SavedPanels<Saved, Content, Wish extends { readonly type: string }> implements Disposable {
  /** What the panels show, by panel; for tests and for those who script the editor. */
  readonly shown = new Map<WebviewPanel, Content>();
  readonly #serializer: Disposable;

  constructor(
    private readonly extension: Uri,
    private readonly kind: PanelKind<Saved, Content, Exclude<Wish, { readonly type: 'ready' }>>,
  ) {
    this.#serializer = window.registerWebviewPanelSerializer(kind.viewType, {
      deserializeWebviewPanel: async (panel, saved: Saved | undefined) => {
        if (saved) await this.#fill(panel, saved);
        else panel.dispose();
      },
    });
  }

  dispose(): void {
    this.#serializer.dispose();
  }

  async open(saved: Saved): Promise<void> {
    const { viewType, options } = this.kind;
    await this.#fill(window.createWebviewPanel(viewType, '', ViewColumn.Active, options), saved);
  }

  async #fill(panel: WebviewPanel, saved: Saved): Promise<void> {
    const { kind } = this;
    const { webview } = panel;
    preparePanel(panel, this.extension);
    const content = await kind.read(saved).catch((error: Error) => error);
    if (content instanceof Error) {
      panel.dispose();
      void window.showWarningMessage(content.message);
      return;
    }
    panel.title = kind.titleOf(content, saved);
    this.shown.set(panel, content);
    kind.opened?.(content);
    panel.onDidDispose(() => {
      this.shown.delete(panel);
      kind.closed?.([...this.shown.values()].at(-1));
    });
    webview.onDidReceiveMessage((message: Wish) => this.#receive(message, { content, saved, panel }));
    webview.html = webviewPage(webview, this.extension, kind.page);
  }

  async #receive(message: Wish, shown: Shown<Saved, Content>): Promise<void> {
    const { content, saved, panel } = shown;
    try {
      if (message.type === 'ready') await panel.webview.postMessage(this.kind.messageOf(content, saved));
      else await this.kind.receive(message as Exclude<Wish, { readonly type: 'ready' }>, shown);
    } catch (error) {
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }
}
