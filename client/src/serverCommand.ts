import { randomUUID } from 'node:crypto';
import { type CancellationToken, CancellationTokenSource, ProgressLocation, window } from 'vscode';
import {
  ExecuteCommandRequest,
  type LanguageClient,
  LSPErrorCodes,
  ResponseError,
  WorkDoneProgress,
} from 'vscode-languageclient/node';
import type { commands } from '../../server/src/protocol/commandNames';

type ServerCommand = (typeof commands)[keyof typeof commands];

/**
 * Executes a command of the language server, its progress and a cancel button in a notification.
 * @returns its result, or undefined where the person cancelled
 * @throws Error with a sentence for the person
 */
export async function runWithProgress<Result>(
  client: LanguageClient,
  title: string,
  name: ServerCommand,
  argument: object,
): Promise<Result | undefined> {
  const options = { location: ProgressLocation.Notification, title: `BioGloss: ${title}`, cancellable: true };
  return window.withProgress(options, async (progress, cancellation) => {
    const workDoneToken = randomUUID();
    let shown = 0;
    const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === 'end') return;
      const increment = value.percentage === undefined ? undefined : Math.max(0, value.percentage - shown);
      shown += increment ?? 0;
      progress.report({ message: value.message, increment });
    });
    try {
      return await execute<Result>(client, name, argument, { workDoneToken, cancellation });
    } finally {
      listener.dispose();
    }
  });
}

interface ExecuteOptions {
  readonly workDoneToken?: string;
  readonly cancellation?: CancellationToken;
}

/** As `runWithProgress`, without anything on screen. */
export async function execute<Result>(
  client: LanguageClient,
  name: ServerCommand,
  argument?: object,
  { workDoneToken, cancellation = new CancellationTokenSource().token }: ExecuteOptions = {},
): Promise<Result | undefined> {
  const parameters = { command: name, arguments: argument ? [argument] : [], workDoneToken };
  try {
    return await client.sendRequest(ExecuteCommandRequest.type, parameters, cancellation);
  } catch (error) {
    if (error instanceof ResponseError && isCancellation(error.code)) return undefined;
    throw error;
  }
}

const isCancellation = (code: number) =>
  code === LSPErrorCodes.RequestCancelled || code === LSPErrorCodes.ServerCancelled;
