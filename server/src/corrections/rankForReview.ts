import type { AnnotatedDocument, Annotations } from '../annotation/model';
import { applyDecisions } from '../curation/applyDecisions';
import { byUncertainty, type DocumentUncertainty, documentUncertainty } from '../curation/uncertainty';
import { type HeldText, reviewedFiles } from './reviewedFiles';

/** A document to be reviewed, and why. */
export interface DocumentToReview extends DocumentUncertainty {
  readonly path: string;
}

interface Reader {
  annotate(document: AnnotatedDocument): Promise<Annotations>;
  /** Of relation types, by their names: from which score on the model claims a relation. */
  readonly thresholds?: ReadonlyMap<string, number>;
}

/**
 * The texts below folders in which something is undecided, those first of which the model is least sure. Finished ones are not among them.
 * @param tell is told what cannot be read, and each document that is done
 * @param open counts in place of what the disk has
 * @param only paths of those that are meant; all where not given
 */
export async function rankForReview(
  folders: readonly string[],
  { annotate, thresholds }: Reader,
  tell: { readonly problem: (line: string) => void; readonly done: (path: string) => void },
  open: readonly HeldText[] = [],
  only?: readonly string[],
): Promise<DocumentToReview[]> {
  const found: DocumentToReview[] = [];
  for await (const file of reviewedFiles(folders, 'all', tell.problem, open, only)) {
    const { path, document, decisions, isFinished } = file;
    if (isFinished) continue;
    const shown = applyDecisions(document.text, await annotate(document), decisions);
    found.push({ path, ...documentUncertainty(shown, thresholds) });
    tell.done(path);
  }
  return found.filter(({ undecided }) => undecided > 0).sort(byUncertainty);
}
