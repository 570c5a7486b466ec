import { freeOf, inOrder } from '../../annotation/besideMentions';
import type { EntityMention } from '../../annotation/model';
import { countUntil, type Span } from '../../text/span';
import type { Reading } from '../reading';
import { type BioesLabels, decode, meanInside, type WordSpan } from './bioes';
import { type Guideline, scoresBy } from './guideline';
import { agreeWithDefinitions } from './shortFormRule';

/**
 * The mentions that the label scores of a reading speak for, short forms in agreement with their definitions, in order of reading. No two
 * overlap, and none goes on from one passage to the next.
 */
export function recognizeEntities(
  reading: Reading,
  scores: Float32Array,
  labels: BioesLabels,
): EntityMention[] {
  const decoded = reading.passages.flatMap(({ start, end }) =>
    decode(scores.subarray(start * labels.size, end * labels.size), end - start, labels).map((span) => ({
      ...span,
      start: span.start + start,
      end: span.end + start,
    })),
  );
  const inside = (words: { start: number; end: number }): number => meanInside(scores, words, labels);
  return agreeWithDefinitions(decoded, reading, reading.shortForms, inside).map(
    ({ start, end, type, score }) => ({
      spans: [{ start: reading.words[start].start, end: reading.words[end - 1].end }],
      type,
      concepts: [],
      score,
      origin: 'predicted',
    }),
  );
}

/** Which of a model's guidelines are asked, by their indices. */
export interface AskedGuidelines {
  /** The most important first: where two find overlapping names, the earlier one's stays. */
  readonly inUse: readonly number[];
  /**
   * Those that learned what they mark beside each other. Among them a type is marked by the first that knows it, and names of different types may
   * overlap: `liver` is an organ, and part of the disease `liver failure`.
   */
  readonly together: readonly number[];
}

/**
 * The mentions that several heads find, in order of reading.
 * @param scores [words × labels of all guidelines]
 */
export function recognizeByGuidelines(
  reading: Reading,
  scores: Float32Array,
  guidelines: readonly Guideline[],
  { inUse, together }: AskedGuidelines,
): readonly EntityMention[] {
  const asked: { readonly index: number; readonly found: readonly EntityMention[] }[] = [];
  for (const index of inUse) {
    const { labels } = guidelines[index];
    const own = scoresBy(scores, reading.words.length, guidelines, index);
    const found = asked.reduce(
      (left, earlier) => {
        if (!together.includes(index) || !together.includes(earlier.index))
          return freeOf(earlier.found, left);
        const { types } = guidelines[earlier.index].labels;
        return left.filter(({ type }) => !types.includes(type));
      },
      recognizeEntities(reading, own, labels) as readonly EntityMention[],
    );
    asked.push({ index, found });
  }
  return asked.length === 1 ? asked[0].found : inOrder(asked.flatMap(({ found }) => found));
}

/**
 * The words that mentions cover, for learning. A mention that begins or ends inside a word takes the whole word; the gaps of an
 * interrupted mention are taken as part of it. Mentions outside the reading are left out.
 */
export function wordSpansOf(words: readonly Span[], mentions: readonly EntityMention[]): WordSpan[] {
  const found: WordSpan[] = [];
  for (const { spans, type } of mentions) {
    const start = countUntil(words, (word) => word.end > spans[0].start);
    const last = spans[spans.length - 1].end;
    let end = start;
    while (end < words.length && words[end].start < last) end++;
    if (end > start) found.push({ start, end, type });
  }
  return found;
}
