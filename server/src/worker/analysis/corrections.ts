import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnnotatedDocument } from '../../annotation/model';
import { describeCorrections } from '../../corrections/describe';
import { gatherCorrections } from '../../corrections/gather';
import { usualHeldOutShare } from '../../corrections/holdOut';
import { rankForReview } from '../../corrections/rankForReview';
import { type ReviewedFile, reviewedFiles } from '../../corrections/reviewedFiles';
import { correctionFiles, saveCorrections } from '../../corrections/saved';
import { unreviewedTexts } from '../../corrections/unreviewedTexts';
import type {
  GatherCorrectionsRequest,
  GatheredCorrections,
  RankForReviewRequest,
} from '../../protocol/analysis';
import type { DocumentsToReviewResult } from '../../protocol/commands';
import type { Analyser } from './analyser';
import { annotateDocument } from './annotateDocument';

/** More problems than these are not read by anybody. */
const mostProblems = 100;

type Progress = (done: number, total: number) => void;

/** Makes a corpus of what persons decided, and writes it into the run folder. */
export async function gather(
  analyser: Analyser,
  { folders, out, share = usualHeldOutShare, seed }: GatherCorrectionsRequest,
  progress: Progress,
): Promise<GatheredCorrections> {
  const problems: string[] = [];
  const files: ReviewedFile[] = [];
  for await (const file of reviewedFiles(folders, 'decided', (line) => problems.push(line))) files.push(file);
  let done = 0;
  const alive = () => progress(done, files.length);
  const corrections = await gatherCorrections(
    files,
    {
      entityTypes: analyser.model?.entityTypes ?? [],
      annotate: (document) => annotateDocument(analyser, document, 'none', alive),
    },
    { share, seed },
    (read) => {
      done = read;
      alive();
    },
  );
  await mkdir(out, { recursive: true });
  const saved = await saveCorrections(out, corrections, await unreviewedTexts(folders, seed));
  return {
    ...saved,
    before: join(out, correctionFiles.before),
    after: join(out, correctionFiles.after),
    notes: [...describeCorrections(corrections), ...problems.slice(0, mostProblems)],
  };
}

/** Texts to review, those first of which the model is least sure. */
export async function rank(
  analyser: Analyser,
  { folders }: RankForReviewRequest,
  progress: Progress,
): Promise<DocumentsToReviewResult> {
  const problems: string[] = [];
  let done = 0;
  // How many there are is known when they are read; what counts is that the worker is alive.
  const alive = () => progress(done, done + 1);
  const documents = await rankForReview(
    folders,
    {
      annotate: (document: AnnotatedDocument) => annotateDocument(analyser, document, 'none', alive),
      thresholds: analyser.thresholds,
    },
    {
      problem: (line) => problems.push(line),
      done: () => {
        done++;
        alive();
      },
    },
  );
  return { documents, problems: problems.slice(0, mostProblems) };
}
