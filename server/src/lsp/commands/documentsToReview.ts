import { type DocumentsToReviewResult, documentsToReviewArguments } from '../../protocol/commands';
import { command } from './command';
import { runCorpusJob } from './corpusJob';
import { filePath } from './filePath';
import { openTexts } from './openTexts';

/** Tells in which texts of folders something is undecided, those first of which the model is least sure. */
export const documentsToReview = command({
  schema: documentsToReviewArguments,
  title: 'Looking for documents to review',
  needsTrust: false,
  execute: ({ folders, only }, workbench, run): Promise<DocumentsToReviewResult> =>
    runCorpusJob(
      'The search for documents to review',
      {
        type: 'rankForReview',
        id: 1,
        folders: folders.map(filePath),
        only: only?.map(filePath),
        open: openTexts(workbench),
        minimumScore: workbench.annotator.leastScore,
      },
      workbench.model.current,
      workbench,
      run,
      (reply) => (reply.type === 'ranked' ? reply.result : undefined),
    ),
});
