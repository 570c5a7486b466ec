import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  type ExecuteCommandParams,
  LSPErrorCodes,
  ResponseError,
  WorkDoneProgressReporter,
} from 'vscode-languageserver/node';
import type { z } from 'zod';
import { signalOf } from './cancellation';
import { commands } from './commands';
import type { Command, Workbench } from './commands/command';

/** Runs a command that a client asks for, with progress and cancellation, and turns what goes wrong into one sentence. */
export async function executeCommand(
  connection: Connection,
  workbench: Workbench,
  { command: name, arguments: args }: ExecuteCommandParams,
  token: CancellationToken,
  clientProgress: WorkDoneProgressReporter,
): Promise<unknown> {
  const command = commands[name];
  if (!command)
    throw new ResponseError(
      ErrorCodes.InvalidParams,
      `There is no command ${name}; there are ${Object.keys(commands).join(', ')}.`,
    );
  if (command.needsTrust && !workbench.model.isTrusted)
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      'This is not done in a workspace that is not trusted. Trust the workspace first.',
    );
  const parsed = command.schema.safeParse(args?.[0] ?? {});
  if (!parsed.success)
    throw new ResponseError(ErrorCodes.InvalidParams, `${name}: ${firstIssue(parsed.error)}`);
  return execute(connection, workbench, command, parsed.data, token, clientProgress);
}

async function execute(
  connection: Connection,
  workbench: Workbench,
  command: Command<unknown>,
  args: unknown,
  token: CancellationToken,
  clientProgress: WorkDoneProgressReporter,
): Promise<unknown> {
  const title = typeof command.title === 'function' ? command.title(args) : command.title;
  // A client that brings no progress of its own is asked to show one, unless the command is done at once.
  const asks = title !== undefined && WorkDoneProgressReporter.isNullInstance(clientProgress);
  const ownProgress = asks ? await connection.window.createWorkDoneProgress() : undefined;
  const reporter = ownProgress ?? clientProgress;
  const signal = signalOf(token, ...(ownProgress ? [ownProgress.token] : []));
  reporter.begin(title ?? '', 0, undefined, true);
  const progress = (share: number, message?: string) =>
    reporter.report(Math.round(100 * share), message ?? '');
  try {
    return await command.execute(args, workbench, { signal, progress });
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      error instanceof Error ? error.message : String(error),
    );
  } finally {
    reporter.done();
  }
}

/** `"gold" is missing or wrong: …`; one of several, since a person mends one at a time. */
function firstIssue({ issues: [{ path, message }] }: z.ZodError): string {
  return path.length === 0 ? `${message}.` : `"${path.join('.')}" is wrong: ${message}.`;
}
