import type { Connection } from 'vscode-languageserver/node';
import { type StatusParams, statusNotification } from '../protocol/status';
import type { AnalysisHost } from './analysisHost';
import { Paced } from './paced';

/** Tells the client how the analysis is, where it asked for that, once for each change. */
export class StatusPublisher {
  readonly #paced = new Paced(() => this.#publish());
  #last = '';

  constructor(
    private readonly connection: Connection,
    private readonly wanted: boolean,
    private readonly host: () => AnalysisHost,
  ) {}

  changed(): void {
    if (this.wanted) this.#paced.soon();
  }

  dispose(): void {
    this.#paced.cancel();
  }

  #publish(): undefined {
    const params = statusOf(this.host());
    const now = JSON.stringify(params);
    if (now === this.#last) return;
    this.#last = now;
    void this.connection.sendNotification(statusNotification, params);
  }
}

function statusOf({ state, busy, isReading, workerProcess }: AnalysisHost): StatusParams {
  if (state.kind === 'ready') {
    const { model } = state;
    return {
      state: busy ? 'analysing' : 'ready',
      reader: model ? 'model' : 'dictionary',
      model,
      workerProcess,
    };
  }
  const { kind, message } = state;
  return {
    state: kind,
    ...(kind === 'failed' && isReading && { reader: 'dictionary' }),
    message,
    workerProcess,
  };
}
