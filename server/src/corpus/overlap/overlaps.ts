import type { Span } from '../../text/span';
import { type ComparedText, comparedText } from './comparedText';
import { type Held, PassageIndex } from './passageIndex';

/** A document that has words in common with documents that come before it. */
export interface Overlap {
  /** Places in the list of documents. */
  readonly document: number;
  /** The one of the other part that holds the most of it. */
  readonly other: number;
  /** Its part of the corpus. */
  readonly part: number;
  readonly sameText: boolean;
  /** Share of the document's runs of words that the other part holds, from 0 to 1. */
  readonly share: number;
  /** Whether the two are versions of one text: half of the shorter one stands in the other, or all of it. */
  readonly isVersion: boolean;
  /** Two texts of fewer than `leastWords` words that are the same: that may be chance. */
  readonly isShort: boolean;
  /** The longest stretch of the document in common, in UTF-16 units. */
  readonly longest: Span;
}

/** Documents of which the shorter shares more than this of its runs are versions of one text. */
const versionShare = 0.5;

/** Equal texts of fewer words are headings more often than copies. */
export const leastWords = 6;

export interface OverlapText {
  readonly text: string;
  /** From 0. */
  readonly part: number;
}

/**
 * Which documents have a run of words in common with an earlier one, of their own or of another part; for each part the one with the most. A document
 * is found as soon as it shares one run of `sharedRun` words with any of the part; very short texts only where they are the same.
 * Pauses after each document, so that the work can be cut into slices.
 */
export function* overlapsOf(documents: readonly OverlapText[], parts: number): Generator<void, Overlap[]> {
  const index = new PassageIndex(parts);
  const runs: number[] = [];
  const overlaps: Overlap[] = [];
  for (const [document, { text, part }] of documents.entries()) {
    const compared = comparedText(text);
    runs.push(compared.first.length);
    for (const [other, held] of index.held(compared).entries()) {
      const overlap = overlapOf(compared, held, runs);
      if (overlap) overlaps.push({ ...overlap, document, part: other });
    }
    index.add(compared, document, part);
    yield;
  }
  return overlaps;
}

function overlapOf(
  { first, words }: ComparedText,
  held: Held,
  runs: readonly number[],
): Omit<Overlap, 'document' | 'part'> | undefined {
  const { sameText, longest } = held;
  if (sameText !== undefined) {
    const whole = { start: words[0].start, end: words[words.length - 1].end };
    return {
      other: sameText,
      sameText: true,
      share: 1,
      isVersion: true,
      isShort: words.length < leastWords,
      longest: whole,
    };
  }
  if (longest === undefined) return undefined;
  const [other, most] = [...held.byDocument].reduce((best, each) => (each[1] > best[1] ? each : best));
  const share = held.runs / first.length;
  const isVersion = share >= versionShare || most >= versionShare * runs[other];
  return { other, sameText: false, share, isVersion, isShort: false, longest };
}
