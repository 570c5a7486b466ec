import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { z } from 'zod';
import { sentence } from '../../platform/failure';
import { curateRequest, redoCurationRequest, undoCurationRequest } from '../../protocol/curation';
import { signalOf } from '../cancellation';
import { type CurationBench, curate } from './curate';
import { curateParams, undoParams } from './curateParams';

/** Answers what a client asks for when a person decides. */
export function answerCurationRequests(connection: Connection, bench: CurationBench): void {
  const answer = <Params, Result>(
    method: string,
    schema: z.ZodType<Params>,
    run: (params: Params, token: CancellationToken) => Result | Promise<Result>,
  ) =>
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
  answer(curateRequest, curateParams, (params, token) =>
    curate(params, bench, { signal: signalOf(token), progress: () => {} }),
  );
  const { curation } = bench;
  answer(undoCurationRequest, undoParams, ({ uri }) => curation.turn('undo', uri));
  answer(redoCurationRequest, undoParams, ({ uri }) => curation.turn('redo', uri));
}
