import type { Passage } from '../text/passage';
import { splitSentences } from '../text/sentences';
import type { Span } from '../text/span';
import { segmentWords } from '../text/words';
import { findShortForms, type ShortForm } from './ner/shortForms';

/**
 * A stretch of a document that is analysed as a whole (an abstract, some paragraphs), cut into words and sentences. Relations are looked
 * for within one reading. All spans index `text`, which is the whole document's.
 */
export interface Reading {
  readonly text: string;
  readonly title?: Span;
  readonly words: readonly Span[];
  /** For each passage the words from `start` up to, not including, `end`. */
  readonly passages: readonly { readonly start: number; readonly end: number }[];
  readonly sentences: readonly Span[];
  /** In order of reading. Found once, since every task asks for them. */
  readonly shortForms: readonly ShortForm[];
}

/** Reads passages in order. Words and sentences never cross a passage or a piece of markup. */
export function read(text: string, passages: readonly Passage[]): Reading {
  const words: Span[] = [];
  const ranges = passages.map(({ prose }) => {
    const start = words.length;
    for (const stretch of prose) for (const word of segmentWords(text, stretch)) words.push(word);
    return { start, end: words.length };
  });
  const sentences = passages.flatMap(({ span }) => splitSentences(text, span));
  return {
    text,
    title: passages.find(({ kind }) => kind === 'title')?.span,
    words,
    passages: ranges,
    sentences,
    shortForms: findShortForms(text, sentences),
  };
}
