import {
  createConnection,
  type DataCallback,
  type Message,
  type NotificationMessage,
  ProposedFeatures,
  type RequestMessage,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { startServer } from '../../server/src/lsp/server';
import { type AnnotationsParams, annotationsNotification } from '../../server/src/protocol/annotations';
import {
  annotationChangesNotification,
  curateRequest,
  curationStateNotification,
  redoCurationRequest,
  undoCurationRequest,
} from '../../server/src/protocol/curation';
import { productServer } from '../protocol/servers';

/** What an action took in the server's own process, in milliseconds from the request on: no client reads beside it. */
export interface ServerTimes {
  /** Until the marks, or what has changed about them, were written. */
  readonly marks: number;
  /** Until the new counts were. */
  readonly state: number;
  /** Of the processor, until both were; its helpers that collect garbage are in it. */
  readonly processor: number;
}

const actions: readonly string[] = [curateRequest, undoCurationRequest, redoCurationRequest];

/** Runs the product's server on this process's standard streams, and tells the parent what each action took. */
export function serveTimed(): void {
  let action: { began: number; before: NodeJS.CpuUsage; marks?: number } | undefined;
  class Reader extends StreamMessageReader {
    override listen(callback: DataCallback) {
      return super.listen((message) => {
        if (actions.includes((message as RequestMessage).method))
          action = { began: performance.now(), before: process.cpuUsage() };
        callback(message);
      });
    }
  }
  class Writer extends StreamMessageWriter {
    override async write(message: Message): Promise<void> {
      await super.write(message);
      if (!action) return;
      const took = performance.now() - action.began;
      if (areMarks(message as NotificationMessage)) action.marks = took;
      if (action.marks === undefined || (message as NotificationMessage).method !== curationStateNotification)
        return;
      const { user, system } = process.cpuUsage(action.before);
      const times: ServerTimes = { marks: action.marks, state: took, processor: (user + system) / 1_000 };
      action = undefined;
      process.send!(times);
    }
  }
  const connection = createConnection(
    ProposedFeatures.all,
    new Reader(process.stdin),
    new Writer(process.stdout),
  );
  startServer(connection, productServer()!);
  process.once('disconnect', () => process.exit());
}

function areMarks({ method, params }: NotificationMessage): boolean {
  if (method === annotationChangesNotification) return true;
  if (method !== annotationsNotification) return false;
  const { index, of } = (params as AnnotationsParams).slice;
  return index + 1 === of;
}
