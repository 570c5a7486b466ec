import type { Evidence } from '../../annotation/model';
import { bySpan } from '../../text/span';
import type { Candidate, MentionPlace, RelationUnit } from './candidates';
import { type CoOccurrence, closestPlaces, coOccurrences } from './coOccurrence';
import { cueBits } from './cues';
import {
  cuesWithin,
  readWords,
  sentenceWords,
  type UnitWords,
  type WordForms,
  type WordRange,
} from './unitWords';

/** More sentences than a person wants to read for one relation. */
const mostSentences = 3;

const claims = cueBits(
  'induced',
  'caused',
  'associated',
  'resulted',
  'developed',
  'adverse',
  'after',
  'raised',
);
const denials = cueBits('treated', 'lowered', 'protected', 'negated', 'for');
const negation = cueBits('negated');
/** So many words before the first of the two mentions a "no" still speaks of them: "No nausea or vomiting followed". */
const reachOfNegation = 6;

/**
 * Whether a text may be read as joining the pair at all: both stand in one sentence or in neighbouring ones, or one of them is what the title is about. Of
 * BC5CDR's training pairs that are farther apart 19 in 1,141 are related, of the others 30 in 100; what a model claims of such a pair it has no text for.
 */
export function isJoined({ subject, object }: Candidate): boolean {
  if ([...subject.places, ...object.places].some(({ inTitle }) => inTitle)) return true;
  return subject.places.some((s) => object.places.some((o) => Math.abs(s.sentence - o.sentence) <= 1));
}

/**
 * Where a unit tells most plainly that the pair is related: up to three sentences that hold both concepts, each with the two mentions that stand
 * closest, best first. A word of cause between the two counts most, then few words and few other mentions between them.
 *
 * Where no sentence holds both, the one item is the stretch from the sentence of the one to the sentence of the other, for the two mentions with
 * the fewest words between them. So there is always evidence, and its `sentence` always holds both of its mentions.
 * @param forms the unit's `wordForms`, for those who ask for several pairs
 */
export function findEvidence(unit: RelationUnit, pair: Candidate, forms?: WordForms): Evidence[] {
  const places = [...pair.subject.places, ...pair.object.places].sort((a, b) => bySpan(a.span, b.span));
  const words = readWords(unit, places, forms);
  const sentences = sentenceWords(unit);
  const together = coOccurrences(words, pair)
    .map((found) => ({ ...found, plainness: plainness(found, words, sentences) }))
    .sort((a, b) => b.plainness - a.plainness);
  if (together.length === 0) return [evidenceOf(unit, closestPlaces(pair))];
  const best = new Map<number, CoOccurrence>();
  for (const found of together)
    if (!best.has(found.subject.sentence)) best.set(found.subject.sentence, found);
  return [...best.values()].slice(0, mostSentences).map((found) => evidenceOf(unit, found));
}

/**
 * How plainly a sentence claims the relation. Only the order means something; the weights are by eye, as no corpus here marks evidence. A word of cause
 * counts for nothing where the sentence says that it did not happen.
 */
function plainness(
  { cues, gap, mentionsBetween, subject, object }: CoOccurrence,
  words: UnitWords,
  sentences: readonly WordRange[],
): number {
  const first = Math.min(subject.firstWord, object.firstWord);
  const before = cuesWithin(words, first - reachOfNegation, first, sentences[subject.sentence]);
  const said = cues | (before & negation);
  const claim = cues & claims && !(said & negation) ? 12 : 0;
  const denial = (said & denials ? 6 : 0) + (said & negation ? 6 : 0);
  return claim - denial - Math.min(gap, 30) - mentionsBetween;
}

/** A mention may run past its sentence where the sentence was cut wrongly; the stretch then follows the mention. */
function evidenceOf(
  { sentences }: RelationUnit,
  { subject, object }: { subject: MentionPlace; object: MentionPlace },
): Evidence {
  const places = [subject, object];
  const start = Math.min(
    ...places.map(({ span, sentence }) => Math.min(span.start, sentences[sentence]?.start ?? span.start)),
  );
  const end = Math.max(
    ...places.map(({ span, sentence }) => Math.max(span.end, sentences[sentence]?.end ?? span.end)),
  );
  return { sentence: { start, end }, subject: subject.span, object: object.span };
}
