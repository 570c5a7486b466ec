import type { Candidate, MentionPlace } from './candidates';
import { type UnitWords, wordsBetween } from './unitWords';

/** A subject's and an object's mention in one sentence. */
export interface CoOccurrence {
  readonly subject: MentionPlace;
  readonly object: MentionPlace;
  readonly subjectFirst: boolean;
  /** Words between the two; 0 where they touch or overlap. */
  readonly distance: number;
  /** Words between that are neither in a mention nor join a list: 1 between "caused" and the last of "nausea, vomiting and pain". */
  readonly gap: number;
  /** Cue groups among the words between, as bits. */
  readonly cues: number;
  /** Other mentions, of any type, that start between the two. */
  readonly mentionsBetween: number;
}

const joinsList = new Set([',', ';', 'and', 'or', '(', ')', '-']);

/** All mention pairs of the two concepts that share a sentence, the closest first. */
export function coOccurrences(words: UnitWords, { subject, object }: Candidate): CoOccurrence[] {
  const found: CoOccurrence[] = [];
  for (const s of subject.places) {
    for (const o of object.places) {
      if (s.sentence === o.sentence && s !== o) found.push(coOccurrence(words, s, o));
    }
  }
  return found.sort((a, b) => a.distance - b.distance);
}

function coOccurrence(words: UnitWords, subject: MentionPlace, object: MentionPlace): CoOccurrence {
  const between = wordsBetween(subject, object);
  let cues = 0;
  let mentionsBetween = 0;
  let gap = 0;
  for (let word = between.start; word < between.end; word++) {
    cues |= words.cues[word];
    if (words.mentions[word] < 0 && !joinsList.has(words.forms[word])) gap++;
    if (words.mentions[word] >= 0 && words.mentions[word] !== words.mentions[word - 1]) mentionsBetween++;
  }
  const subjectFirst = subject.span.start <= object.span.start;
  return { subject, object, subjectFirst, distance: between.end - between.start, gap, cues, mentionsBetween };
}

/** The two mentions with the fewest words between them, sentences aside. */
export function closestPlaces({ subject, object }: Candidate): {
  subject: MentionPlace;
  object: MentionPlace;
  distance: number;
} {
  let best = { subject: subject.places[0], object: object.places[0], distance: Number.POSITIVE_INFINITY };
  for (const s of subject.places) {
    for (const o of object.places) {
      const { start, end } = wordsBetween(s, o);
      if (end - start < best.distance) best = { subject: s, object: o, distance: end - start };
    }
  }
  return best;
}
