// The view of a training: runs in a webview, is told what the run folder says, and asks the extension to stop, resume and save.
import 'uplot/dist/uPlot.min.css';
import '../page/page.css';
import type { FromView, SavedRun, ToView } from '../training/messages';
import { TrainingView } from './view';
import './view.css';

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  setState(state: SavedRun): void;
};

const vscode = acquireVsCodeApi();
const view = new TrainingView((message) => vscode.postMessage(message));
document.body.replaceChildren(view.root);

window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
  if (data.type === 'events') return view.add(data.events, data.again);
  if (data.state) vscode.setState({ folder: data.state.folder });
  view.stateIs(data.state);
});

vscode.postMessage({ type: 'ready' });
