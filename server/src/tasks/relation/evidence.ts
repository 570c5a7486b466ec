import type { Evidence } from '../../annotation/model';
import { bySpan } from '../../text/span';
import type { Candidate, MentionPlace, RelationUnit } from './candidates';
import { type CoOccurrence, closestPlaces, coOccurrences } from './coOccurrence';
import { cueBits } from './cues';
import { readWords } from './unitWords';

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

/**
 * Where a unit tells most plainly that the pair is related: up to three sentences that hold both concepts, each with the two mentions that stand
 * closest, best first. A word of cause between the two counts most, then few words and few other mentions between them.
 *
 * Where no sentence holds both, the one item is the stretch from the sentence of the one to the sentence of the other, for the two mentions with
 * the fewest words between them. So there is always evidence, and its `sentence` always holds both of its mentions.
 */
export function findEvidence(unit: RelationUnit, pair: Candidate): Evidence[] {
  const places = [...pair.subject.places, ...pair.object.places].sort((a, b) => bySpan(a.span, b.span));
  const together = coOccurrences(readWords(unit, places), pair).sort((a, b) => plainness(b) - plainness(a));
  if (together.length === 0) return [evidenceOf(unit, closestPlaces(pair))];
  const best = new Map<number, CoOccurrence>();
  for (const found of together)
    if (!best.has(found.subject.sentence)) best.set(found.subject.sentence, found);
  return [...best.values()].slice(0, mostSentences).map((found) => evidenceOf(unit, found));
}

/** How plainly a sentence claims the relation. Only the order means something; the weights are by eye, as no corpus here marks evidence. */
const plainness = ({ cues, gap, mentionsBetween }: CoOccurrence): number =>
  (cues & claims ? 12 : 0) - (cues & denials ? 6 : 0) - Math.min(gap, 30) - mentionsBetween;

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
