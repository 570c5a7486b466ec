import { besideMentions } from '../../annotation/besideMentions';
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

/**
 * The mentions that several heads find, in order of reading; no two overlap.
 * @param scores [words × labels of all guidelines]
 * @param inUse which of them are asked; where two find overlapping names, the earlier one's stays
 */
export function recognizeByGuidelines(
  reading: Reading,
  scores: Float32Array,
  guidelines: readonly Guideline[],
  inUse: readonly number[],
): readonly EntityMention[] {
  const found = inUse.map((index): readonly EntityMention[] =>
    recognizeEntities(
      reading,
      scoresBy(scores, reading.words.length, guidelines, index),
      guidelines[index].labels,
    ),
  );
  return found.reduce(besideMentions);
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
