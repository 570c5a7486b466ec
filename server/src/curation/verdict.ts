import type { DecidedMention, Decision } from './decision';

/** What a person has done to what a model found. */
export type Verdict = 'accepted' | 'corrected' | 'added' | 'rejected';

/** @param predicted whether a model has the relation; of a mention the decision itself tells */
export function verdictOf(decision: Exclude<Decision, { kind: 'note' }>, predicted = true): Verdict {
  if (decision.kind === 'relation') return !decision.holds ? 'rejected' : predicted ? 'accepted' : 'added';
  const { was, is } = decision;
  if (is === undefined) return 'rejected';
  if (was === undefined) return 'added';
  return saysTheSame(was, is) ? 'accepted' : 'corrected';
}

/** A concept that one of both leaves open is no difference. */
function saysTheSame(was: DecidedMention, is: DecidedMention): boolean {
  const conceptsOf = ({ concepts }: DecidedMention) => concepts && [...concepts].sort().join('|');
  return (
    was.type === is.type &&
    was.spans.length === is.spans.length &&
    was.spans.every(({ start, end }, at) => start === is.spans[at]!.start && end === is.spans[at]!.end) &&
    (!was.concepts || !is.concepts || conceptsOf(was) === conceptsOf(is))
  );
}
