import type { Span } from '../text/span';
import { shift } from '../text/span';
import type { DecidedMention, Decision, MentionDecision } from './decision';

/**
 * What a decision is about: decisions of one text with the same subject say different things of the same thing, or agree. A mention is known by the
 * spans that the model gave it (a new one by those that the person gave it), a relation by its type and concepts; each note is about itself.
 */
export function subjectOf(decision: Decision): string {
  const before = known.get(decision);
  if (before !== undefined) return before;
  const subject = made(decision);
  known.set(decision, subject);
  return subject;
}

/** Subjects of ten thousand decisions are compared after each of a person's keys. */
const known = new WeakMap<Decision, string>();

function made(decision: Decision): string {
  if (decision.kind === 'note') return `note ${decision.id}`;
  if (decision.kind === 'relation') return JSON.stringify([decision.type, decision.subject, decision.object]);
  const target = decision.was ?? decision.is;
  return target ? placeKey(spansIn(decision, target)) : '';
}

/**
 * The finding of a model, or the words of a person, that a decision judges. More than its subject: a model may find one stretch to be of two types, and
 * both are judged.
 */
export function judgedBy(decision: Decision): string {
  const subject = subjectOf(decision);
  return decision.kind === 'mention' ? subject + (decision.was ?? decision.is)?.type : subject;
}

/** The same for the same stretches. Plain joining: a document has ten thousand, and they are compared at each key. */
export const placeKey = (spans: readonly Span[]): string => {
  let key = '';
  for (const { start, end } of spans) key += `${start} ${end} `;
  return key;
};

/** The spans of what a decision says, in the document's text. */
export function spansIn({ place }: MentionDecision, { spans }: DecidedMention): [Span, ...Span[]] {
  const [first, ...rest] = spans;
  return [shift(first, place.start), ...rest.map((each) => shift(each, place.start))];
}
