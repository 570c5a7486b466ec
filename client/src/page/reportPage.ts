/** What VS Code gives a webview. */
interface WebviewApi<Message, State> {
  postMessage(message: Message): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi<Message, State>(): WebviewApi<Message, State>;

/** What only an editor can do for a report's view; a page by itself has none of it. */
export interface ReportEditor<Message, State> {
  ask(message: Message): void;
  /** Keeps the view as it is now over a reload. */
  changed(state: State): void;
}

/** What each view keeps of itself: whose report it shows, and which part of it. */
interface Place {
  readonly folder?: string;
  readonly tab?: string;
}

/** What the extension sends, with the view's first state where it has none of this report yet. */
interface Arrival<Report> {
  readonly report: Report;
  readonly folder: string;
  readonly tab?: string;
}

/**
 * Shows a report: in a webview it comes from the extension, which opens files and saves; on a page of its own the report is part of the page.
 * @param view makes the view, as it was before a reload or as the extension wants it at first
 */
export function showReport<Report, Message extends { readonly type: string }, State extends Place>(
  view: (
    report: Report,
    state: State | Place,
    editor?: ReportEditor<Exclude<Message, { type: 'ready' }>, State>,
  ) => { readonly root: HTMLElement },
): void {
  const embedded = document.getElementById('report');
  if (embedded) {
    document.body.replaceChildren(view(JSON.parse(embedded.textContent ?? ''), {}).root);
    return;
  }
  const vscode = acquireVsCodeApi<Message | { type: 'ready' }, State>();
  window.addEventListener('message', ({ data }: MessageEvent<Arrival<Report>>) => {
    const { report, folder, tab } = data;
    const before = vscode.getState();
    const { root } = view(report, before && before.folder === folder ? before : { folder, tab }, {
      ask: (message) => vscode.postMessage(message),
      changed: (now) => vscode.setState({ ...now, folder }),
    });
    document.body.replaceChildren(root);
  });
  vscode.postMessage({ type: 'ready' });
}
