// The graph's view: runs in a webview, gets one graph, and asks the extension only to open documents and to save files.
import type { FromView, ToView } from '../graph/messages';
import { GraphView, type ViewState } from './view';
import '../page/page.css';
import '../page/sortedTable.css';
import './view.css';

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): ViewState | undefined;
  setState(state: ViewState): void;
};

const vscode = acquireVsCodeApi();

window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
  const before = vscode.getState();
  const state = before?.file === data.file ? before : { file: data.file, title: data.title };
  const view = new GraphView(
    data,
    state,
    (message) => vscode.postMessage(message),
    (now) => vscode.setState(now),
  );
  document.body.replaceChildren(view.root);
  view.start();
});

vscode.postMessage({ type: 'ready' });
