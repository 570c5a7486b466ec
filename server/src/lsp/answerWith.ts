import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { z } from 'zod';
import { sentence } from '../platform/failure';

/** Answers a request of our own: its parameters are checked first, and what goes wrong is one sentence. */
export function answerWith<Params, Result>(
  connection: Connection,
  method: string,
  schema: z.ZodType<Params>,
  run: (params: Params, token: CancellationToken) => Result | Promise<Result>,
): void {
  connection.onRequest(method, async (params: unknown, token: CancellationToken): Promise<Result> => {
    const parsed = schema.safeParse(params ?? {});
    if (!parsed.success) {
      const [{ path, message }] = parsed.error.issues as [z.core.$ZodIssue];
      throw new ResponseError(
        ErrorCodes.InvalidParams,
        `${method}: "${path.join('.')}" is wrong: ${message}.`,
      );
    }
    try {
      return await run(parsed.data, token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      throw new ResponseError(LSPErrorCodes.RequestFailed, sentence(error));
    }
  });
}
