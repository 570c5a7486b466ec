import type { ReadResult } from './format';

/** Corpora contain errors; with a larger share of bad mentions than this, something is wrong with the whole. */
const TOLERATED = 0.05;

/** Why a corpus cannot be trained on or scored against, in a sentence; undefined where it can. */
export function whyUnusable(corpus: ReadResult): string | undefined {
  const { documents, mentionCount, droppedMentions } = corpus;
  if (documents.length === 0) return 'no document was found in it; check that it is in the format you named';
  if (mentionCount === 0)
    return `its ${documents.length} documents hold no mention, so there is nothing to learn from or to compare with`;
  if (droppedMentions === mentionCount)
    return `none of its ${mentionCount} mentions fits its text; check that the offsets count code points from the title's start`;
  if (droppedMentions > TOLERATED * mentionCount) {
    const share = Math.round((1000 * droppedMentions) / mentionCount) / 10;
    return `${droppedMentions} of its ${mentionCount} mentions (${share} %) do not fit their text, more than 5 %; correct the offsets first`;
  }
  return undefined;
}
