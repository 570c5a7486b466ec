import { join } from 'node:path';
import type { Problem } from '../../annotation/problem';
import { counted } from '../../platform/counted';
import type { Finding } from '../model';
import { found } from './check';

/** What a reader said of a file. */
export interface ReadProblems {
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly mentions: number;
  readonly dropped: number;
}

/** What could not be read as it was meant: errors by themselves, and warnings. */
export function readerProblems(files: readonly ReadProblems[]): Finding[] {
  const dropped = files.reduce((sum, file) => sum + file.dropped, 0);
  const mentions = files.reduce((sum, file) => sum + file.mentions, 0);
  const left =
    dropped === 0
      ? ''
      : ` ${counted(dropped, 'mention')} of ${(mentions + dropped).toLocaleString('en')} ${dropped === 1 ? 'does' : 'do'} not fit the text and ${dropped === 1 ? 'is' : 'are'} left out.`;
  return (['error', 'warning'] as const).flatMap((severity) => {
    const places = files.flatMap(({ path, problems }) =>
      problems
        .filter((problem) => problem.severity === severity)
        .map(({ file, line, column, message }) => ({
          file: file === undefined ? path : join(path, file),
          ...(line !== undefined && { line, column: column ?? 1 }),
          message,
        })),
    );
    return found(
      {
        kind: severity === 'error' ? 'unread' : 'misread',
        severity,
        title: severity === 'error' ? 'What cannot be read' : 'What was not understood or does not fit',
        message:
          severity === 'error'
            ? 'These parts of the files are lost. Correct them, or take them out.'
            : `The files are read without these.${left}`,
      },
      places,
    );
  });
}
