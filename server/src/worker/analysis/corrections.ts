import { mkdir } from 'node:fs/promises';
import { scoredAtLeast } from '../../annotation/leastScore';
import type { AnnotatedDocument } from '../../annotation/model';
import { describeCorrections } from '../../corrections/describe';
import { gatherCorrections } from '../../corrections/gather';
import { usualHeldOutShare } from '../../corrections/holdOut';
import { rankForReview } from '../../corrections/rankForReview';
import { type ReviewedFile, reviewedFiles } from '../../corrections/reviewedFiles';
import { saveCorrections } from '../../corrections/saved';
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
  { folders, open, out, share = usualHeldOutShare, seed, minimumScore }: GatherCorrectionsRequest,
  progress: Progress,
): Promise<GatheredCorrections> {
  const problems: string[] = [];
  const files: ReviewedFile[] = [];
  const tell = (line: string) => problems.push(line);
  for await (const file of reviewedFiles(folders, 'decided', tell, open)) files.push(file);
  let done = 0;
  const alive = () => progress(done, files.length);
  const corrections = await gatherCorrections(
    files,
    {
      entityTypes: analyser.model?.entityTypes ?? [],
      annotate: shown(analyser, minimumScore, alive),
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
    learned: saved.learned,
    texts: saved.texts,
    notes: [...describeCorrections(corrections), ...problems.slice(0, mostProblems)],
  };
}

/** Texts to review, those first of which the model is least sure. */
export async function rank(
  analyser: Analyser,
  { folders, only, open, minimumScore }: RankForReviewRequest,
  progress: Progress,
): Promise<DocumentsToReviewResult> {
  const problems: string[] = [];
  let done = 0;
  // How many there are is known when they are read; what counts is that the worker is alive.
  const alive = () => progress(done, done + 1);
  const documents = await rankForReview(
    folders,
    {
      annotate: shown(analyser, minimumScore, alive),
      thresholds: analyser.thresholds,
    },
    {
      problem: (line) => problems.push(line),
      done: () => {
        done++;
        alive();
      },
    },
    open,
    only,
  );
  return { documents, problems: problems.slice(0, mostProblems) };
}

/** What a person is shown of what the model finds. */
const shown =
  (analyser: Analyser, minimumScore: number, alive: () => void) => async (document: AnnotatedDocument) =>
    scoredAtLeast(await annotateDocument(analyser, document, 'none', alive), minimumScore);
