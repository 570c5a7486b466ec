// The view of an evaluation: in a webview it gets the report from the extension, which opens documents and saves files; on a page of its own the
// report is part of the page.
import type { EvaluationReport } from '../../../server/src/protocol/evaluationReport';
import type { FromView, ToView } from '../evaluation/messages';
import { EvaluationView, type ViewState } from './view';
import '../page/page.css';
import '../page/sortedTable.css';
import './view.css';

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): ViewState | undefined;
  setState(state: ViewState): void;
};

const embedded = document.getElementById('report');
if (embedded) {
  const report: EvaluationReport = JSON.parse(embedded.textContent ?? '');
  document.body.replaceChildren(new EvaluationView(report, {}).root);
} else {
  const vscode = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
    const before = vscode.getState();
    const state = before?.folder === data.folder ? before : { tab: data.tab };
    const view = new EvaluationView(data.report, state, {
      open: (stage, error) => vscode.postMessage({ type: 'open', stage, error }),
      save: (form) => vscode.postMessage({ type: 'save', form }),
      changed: (now) => vscode.setState({ ...now, folder: data.folder }),
    });
    document.body.replaceChildren(view.root);
  });
  vscode.postMessage({ type: 'ready' });
}
