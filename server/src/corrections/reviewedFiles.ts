import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { describeProblem } from '../annotation/problem';
import type { Decision } from '../curation/decision';
import { findAgain } from '../curation/findAgain';
import { finishedBy } from '../curation/finished';
import { loadSidecar, sidecarPath } from '../curation/sidecarFile';
import { filesBelow, isNamedAs } from '../formats/folder';
import { markdown, text as plainText } from '../formats/text';
import { sentence } from '../platform/failure';
import { readText } from '../platform/textFile';
import { textsBelow } from './textsBelow';

/** A text of a folder, with what persons decided on it. */
export interface ReviewedFile {
  readonly path: string;
  /** Its id is the path below the folder; with the folder's name where there are several. */
  readonly document: AnnotatedDocument;
  /** As they stand in the text by now; none where nobody has decided anything. */
  readonly decisions: readonly Decision[];
  readonly isFinished: boolean;
}

/**
 * Texts below folders, one after the other in the order of their names. What cannot be read is told and left out. Corpus files are left out, too: their
 * annotations are in themselves.
 * @param which those that have a sidecar, or all plain texts and Markdown
 */
export async function* reviewedFiles(
  folders: readonly string[],
  which: 'decided' | 'all',
  tell: (line: string) => void,
): AsyncGenerator<ReviewedFile> {
  for (const folder of folders)
    for (const name of await namesIn(folder, which)) {
      const path = join(folder, name);
      const id = folders.length > 1 ? join(basename(resolve(folder)), name) : name;
      try {
        const format = isNamedAs(markdown)(name) ? markdown : plainText;
        const [document] = format.read!({ name: id, text: await readText(path) }).documents;
        const side = sidecarPath(path);
        const { sidecar, problems } = await loadSidecar(side);
        for (const problem of problems) tell(describeProblem(side, problem));
        const decisions = findAgain(sidecar.decisions, document.text);
        yield { path, document, decisions, isFinished: finishedBy(sidecar, document.text) !== undefined };
      } catch (error) {
        tell(sentence(error));
      }
    }
}

async function namesIn(folder: string, which: 'decided' | 'all'): Promise<string[]> {
  if (which === 'all') return textsBelow(folder);
  const names = await filesBelow(folder);
  const suffix = sidecarPath('');
  // A sidecar whose document is gone is told by `biogloss curation check`.
  return names
    .filter((name) => name.endsWith(suffix) && name.length > suffix.length)
    .map((name) => name.slice(0, -suffix.length))
    .filter((name) => existsSync(join(folder, name)));
}
