import type { Passage } from '../text/passage';
import { splitSentences } from '../text/sentences';
import type { Span } from '../text/span';
import { segmentWords } from '../text/words';

/**
 * A stretch of a document that is analysed as a whole (an abstract, some paragraphs), cut into words and sentences. Relations are looked
 * for within one reading. All spans index `text`, which is the whole document's.
 */
export interface Reading {
  readonly text: string;
  readonly title?: Span;
  readonly words: readonly Span[];
  readonly sentences: readonly Span[];
}

/** Reads passages in order. Words and sentences never cross a passage or a piece of markup. */
export function read(text: string, passages: readonly Passage[]): Reading {
  const prose = passages.flatMap((passage) => passage.prose);
  return {
    text,
    title: passages.find(({ kind }) => kind === 'title')?.span,
    words: prose.flatMap((stretch) => segmentWords(text, stretch)),
    sentences: passages.flatMap(({ span }) => splitSentences(text, span)),
  };
}
