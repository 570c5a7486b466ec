import { existsSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { describeProblem } from '../annotation/problem';
import type { Decision } from '../curation/decision';
import { findAgain } from '../curation/findAgain';
import { finishedBy } from '../curation/finished';
import { loadSidecar, sidecarPath } from '../curation/sidecarFile';
import { filesBelow, isNamedAs } from '../formats/folder';
import { detectFormat } from '../formats/registry';
import { markdown, text as plainText } from '../formats/text';
import { textsBelow } from '../formats/textsBelow';
import { sentence } from '../platform/failure';
import { readText } from '../platform/textFile';

/** A text of a folder, with what persons decided on it. */
export interface ReviewedFile {
  readonly path: string;
  /** Its path below the folder, without that folder's name. */
  readonly name: string;
  /** Its id is the path below the folder; with the folder's name where there are several. */
  readonly document: AnnotatedDocument;
  /** As they stand in the text by now; none where nobody has decided anything. */
  readonly decisions: readonly Decision[];
  readonly isFinished: boolean;
}

/** A text that an editor holds in place of the file at this path, with what was decided on it where the editor knows. */
export interface HeldText {
  readonly path: string;
  readonly text: string;
  readonly decisions?: readonly Decision[] | undefined;
}

/**
 * Texts below folders, one after the other in the order of their names. What cannot be read is told and left out. Corpus files are left out, too: their
 * annotations are in themselves.
 * @param which those that have a sidecar, or all plain texts and Markdown
 * @param open counts in place of what the disk has
 * @param only paths of those that are meant; all where not given
 */
export async function* reviewedFiles(
  folders: readonly string[],
  which: 'decided' | 'all',
  tell: (line: string) => void,
  open: readonly HeldText[] = [],
  only?: readonly string[],
): AsyncGenerator<ReviewedFile> {
  const meant = only && new Set(only);
  const held = new Map(open.map((each) => [each.path, each]));
  for (const folder of folders)
    for (const name of await namesIn(folder, which, open)) {
      const path = join(folder, name);
      if (meant && !meant.has(path)) continue;
      const id = folders.length > 1 ? join(basename(resolve(folder)), name) : name;
      try {
        const format = isNamedAs(markdown)(name) ? markdown : plainText;
        const here = held.get(path);
        const text = here?.text ?? (await readText(path));
        if (format !== markdown && isCorpus(text)) {
          if (which === 'decided')
            tell(
              `${path} is a corpus file: what was decided is in the file itself, and what lies beside it does not count`,
            );
          continue;
        }
        const [document] = format.read!({ name: id, text }).documents;
        const side = sidecarPath(path);
        const { sidecar, problems } = await loadSidecar(side);
        for (const problem of problems) tell(describeProblem(side, problem));
        const decisions = here?.decisions ?? findAgain(sidecar.decisions, document.text);
        yield {
          path,
          name,
          document,
          decisions,
          isFinished: finishedBy(sidecar, document.text) !== undefined,
        };
      } catch (error) {
        tell(sentence(error));
      }
    }
}

/** A text that holds annotated documents, whatever it is called. */
const isCorpus = (text: string): boolean =>
  ![plainText, markdown].includes(detectFormat(text.slice(0, 20_000)));

async function namesIn(
  folder: string,
  which: 'decided' | 'all',
  open: readonly HeldText[],
): Promise<string[]> {
  if (which === 'all') return textsBelow(folder);
  // Where the disk is full or the folder read-only, an editor alone has them.
  const inMemory = open
    .filter(({ path, decisions }) => path.startsWith(join(folder, sep)) && decisions && decisions.length > 0)
    .map(({ path }) => relative(folder, path));
  const names = await filesBelow(folder);
  const suffix = sidecarPath('');
  // A sidecar whose document is gone is told by `biogloss curation check`.
  const beside = names
    .filter((name) => name.endsWith(suffix) && name.length > suffix.length)
    .map((name) => name.slice(0, -suffix.length))
    .filter((name) => existsSync(join(folder, name)));
  return [...new Set([...beside, ...inMemory])].sort();
}
