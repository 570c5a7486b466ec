import type { CorpusFile, Stretch } from './corpusFile';
import type { DocumentLayout } from './layout';

/**
 * A document's stretch in the usual shape of its format: the same annotations in a stable order. It is left as it is where it is no document, or where
 * the format's reader would find anything else in the new one.
 */
export function formatted(file: CorpusFile, stretch: Stretch, index: number): string {
  const before = file.text.slice(stretch.start, stretch.end);
  const layout = stretch.layout(index);
  if (!layout.document || !file.language.shape) return before;
  const after = file.language.shape(before, index === file.stretches.length - 1, indentAt(file, stretch));
  return after === before || whatIsRead(file.read(after, index)) === whatIsRead(layout) ? after : before;
}

/** The blanks that a stretch's first line begins with, which need not be its own. */
function indentAt({ text }: CorpusFile, { start }: Stretch): string {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, start))![0];
}

/** What has to stay the same; the order of relations and remarks need not. */
function whatIsRead({ document, statements, problems }: DocumentLayout): string {
  const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();
  return JSON.stringify([
    { ...document, relations: sorted(document?.relations ?? []) },
    sorted(
      statements.map(({ kind, ids, targets, name }) => [
        kind,
        ids.map(({ id }) => id),
        targets.map((each) => each.name),
        name?.name,
      ]),
    ),
    sorted(problems.map(({ message }) => message)),
  ]);
}
