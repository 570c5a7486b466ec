// The view of a corpus check: in a webview it gets the report from the extension, which opens files and saves; on a page of its own the report is
// part of the page.
import type { CorpusReport } from '../../../server/src/protocol/corpusReport';
import type { FromView, ToView } from '../corpus/messages';
import { CorpusView, type ViewState } from './view';
import '../page/page.css';
import './view.css';

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): ViewState | undefined;
  setState(state: ViewState): void;
};

const embedded = document.getElementById('report');
if (embedded) {
  const report: CorpusReport = JSON.parse(embedded.textContent ?? '');
  document.body.replaceChildren(new CorpusView(report, {}).root);
} else {
  const vscode = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
    const before = vscode.getState();
    const view = new CorpusView(data.report, before?.folder === data.folder ? before : {}, {
      open: (place) => vscode.postMessage({ type: 'open', ...place }),
      save: (form) => vscode.postMessage({ type: 'save', form }),
      changed: (now) => vscode.setState({ ...now, folder: data.folder }),
    });
    document.body.replaceChildren(view.root);
  });
  vscode.postMessage({ type: 'ready' });
}
