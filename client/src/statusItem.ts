import {
  type Disposable,
  EventEmitter,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { type StatusParams, statusNotification } from '../../server/src/protocol/status';
import { command } from './contributions';
import { isAnalysed } from './languageClient';

/** An analysis that is over sooner than this changes nothing on screen: no flicker at each key. */
const spinAfterMilliseconds = 400;

/** Model, device and state in the status bar; a click offers what can be done. */
export class StatusItem implements Disposable {
  private readonly item = window.createStatusBarItem('biogloss.status', StatusBarAlignment.Right, 100);
  private readonly changed = new EventEmitter<StatusParams>();
  private readonly subscriptions: Disposable[];
  private spinTimer: NodeJS.Timeout | undefined;
  readonly onDidChange = this.changed.event;
  /** What the server said last. */
  status: StatusParams = { state: 'starting' };

  constructor(client: LanguageClient) {
    this.item.name = 'BioGloss';
    this.item.command = command.showActions;
    this.subscriptions = [
      this.item,
      this.changed,
      client.onNotification(statusNotification, (status: StatusParams) => this.receive(status)),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Starting) this.receive({ state: 'starting' });
        if (newState === State.Stopped) {
          this.receive({
            state: 'failed',
            message: 'The language server has stopped. “BioGloss: Restart Server” starts it again.',
          });
        }
      }),
      window.onDidChangeActiveTextEditor(() => this.showWhereItMatters()),
    ];
    this.render();
  }

  dispose(): void {
    clearTimeout(this.spinTimer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private receive(status: StatusParams): void {
    this.status = status;
    clearTimeout(this.spinTimer);
    if (status.state === 'analysing') this.spinTimer = setTimeout(() => this.render(), spinAfterMilliseconds);
    else this.render();
    this.changed.fire(status);
  }

  private render(): void {
    const { state } = this.status;
    this.item.text = `${icons[state]} ${label(this.status)}`;
    this.item.tooltip = tooltip(this.status);
    this.item.accessibilityInformation = { label: `BioGloss, ${stateNames[state]}`, role: 'button' };
    this.item.backgroundColor =
      state === 'failed' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    this.showWhereItMatters();
  }

  /** A failure is worth knowing anywhere; the rest belongs to documents that are analysed. */
  private showWhereItMatters(): void {
    const document = window.activeTextEditor?.document;
    const concerned = document !== undefined && isAnalysed(document);
    if (concerned || this.status.state === 'failed') this.item.show();
    else this.item.hide();
  }
}

const icons: Record<StatusParams['state'], string> = {
  starting: '$(loading~spin)',
  ready: '$(tag)',
  analysing: '$(loading~spin)',
  failed: '$(error)',
};

const stateNames: Record<StatusParams['state'], string> = {
  starting: 'starting',
  ready: 'ready',
  analysing: 'analysing',
  failed: 'failed',
};

function label({ state, reader, model }: StatusParams): string {
  if (reader === 'dictionary')
    return state === 'failed' ? 'BioGloss: dictionary only' : 'BioGloss: dictionary';
  if (state === 'failed' || !model) return `BioGloss: ${stateNames[state]}`;
  return `BioGloss: ${model.name} · ${model.device}`;
}

function tooltip({ state, reader, model, message }: StatusParams): MarkdownString {
  const lines = [`**BioGloss** ${stateNames[state]}`];
  const text = new MarkdownString();
  text.appendMarkdown(`${lines[0]}\n\n`);
  if (message) text.appendText(message).appendMarkdown('\n\n');
  const told = state === 'starting' ? 'until the model is ready' : 'and no relations are looked for';
  if (!model && (reader === 'dictionary' || state === 'starting'))
    text.appendText(`Names of the terminologies are marked, ${told}.`);
  if (model) {
    text.appendMarkdown('Model: ').appendText(`${model.name}, on ${model.device}`).appendMarkdown('\n\n');
    text
      .appendMarkdown('Marks: ')
      .appendText([...model.entityTypes, ...model.relationTypes].join(', '))
      .appendMarkdown('\n\n');
    text.appendMarkdown('Folder: ').appendText(model.folder);
  }
  return text;
}
