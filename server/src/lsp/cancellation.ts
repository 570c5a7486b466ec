import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';

/** A request that was cancelled is answered with this, as the protocol asks for. */
export const cancelled = () => new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');

/** An abort signal for code that knows nothing of the protocol; its reason is the answer to the cancelled request. */
export function signalOf(...tokens: CancellationToken[]): AbortSignal {
  const controller = new AbortController();
  for (const token of tokens) {
    if (token.isCancellationRequested) controller.abort(cancelled());
    token.onCancellationRequested(() => controller.abort(cancelled()));
  }
  return controller.signal;
}
