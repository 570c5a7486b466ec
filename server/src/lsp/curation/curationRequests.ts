import type { Connection } from 'vscode-languageserver/node';
import { curateRequest, redoCurationRequest, undoCurationRequest } from '../../protocol/curation';
import { answerWith } from '../answerWith';
import { signalOf } from '../cancellation';
import { type CurationBench, curate } from './curate';
import { curateParams, undoParams } from './curateParams';

/** Answers what a client asks for when a person decides. */
export function answerCurationRequests(connection: Connection, bench: CurationBench): void {
  answerWith(connection, curateRequest, curateParams, (params, token) =>
    curate(params, bench, { signal: signalOf(token), progress: () => {} }),
  );
  const { fileCuration } = bench;
  answerWith(connection, undoCurationRequest, undoParams, ({ uri }) => fileCuration.turn('undo', uri));
  answerWith(connection, redoCurationRequest, undoParams, ({ uri }) => fileCuration.turn('redo', uri));
}
