import { overlaps, type Span } from '../text/span';
import { type Aspect, differences } from './aspects';
import type { Decision, MentionDecision } from './decision';
import { spansIn, subjectOf } from './subject';

/** Two decisions that cannot both stand. */
export interface Disagreement {
  readonly about: readonly Aspect[];
  readonly one: Decision;
  readonly other: Decision;
}

/**
 * Where decisions of one text contradict each other: different words on one subject, or mentions of one type that overlap. Notes differ without
 * contradicting. In order of reading.
 */
export function disagreements(decisions: readonly Decision[]): readonly Disagreement[] {
  const bySubject = new Map<string, Decision>();
  const found: Disagreement[] = [];
  for (const other of decisions) {
    if (other.kind === 'mention' && other.place.lost) continue;
    const subject = subjectOf(other);
    const one = bySubject.get(subject);
    if (one === undefined) bySubject.set(subject, other);
    else {
      const about = differences(one, other).filter((aspect) => aspect !== 'note' && aspect !== 'evidence');
      if (about.length > 0) found.push({ about, one, other });
    }
  }
  return [...found, ...crossing([...bySubject.values()])].sort((a, b) => startOf(a.one) - startOf(b.one));
}

/** Mentions of one type that two persons have marked over each other. */
function crossing(decisions: readonly Decision[]): Disagreement[] {
  const marked = decisions
    .filter((each): each is MentionDecision => each.kind === 'mention' && each.is !== undefined)
    .map((decision) => ({ decision, hull: hullOf(decision) }))
    .sort((a, b) => a.hull.start - b.hull.start || a.hull.end - b.hull.end);
  const found: Disagreement[] = [];
  let open: typeof marked = [];
  for (const each of marked) {
    open = open.filter(({ hull }) => hull.end > each.hull.start);
    for (const { decision, hull } of open)
      if (
        overlaps(hull, each.hull) &&
        decision.is!.type === each.decision.is!.type &&
        decision.by !== each.decision.by
      )
        found.push({ about: ['boundaries'], one: decision, other: each.decision });
    open.push(each);
  }
  return found;
}

function hullOf(decision: MentionDecision): Span {
  const spans = spansIn(decision, decision.is!);
  return { start: spans[0].start, end: spans[spans.length - 1]!.end };
}

const startOf = (decision: Decision): number =>
  decision.kind === 'mention' ? decision.place.start : Number.MAX_SAFE_INTEGER;

/** One line for a person. */
export function describeDisagreement({ about, one, other }: Disagreement): string {
  const says = (decision: Decision) => `${decision.by || 'somebody'} says ${saying(decision)}`;
  return `${nameOf(one)}: ${says(one)}, ${says(other)} (${about.join(', ')})`;
}

const nameOf = (decision: Decision): string =>
  decision.kind === 'mention'
    ? `“${decision.place.text}” from character ${decision.place.start + 1}`
    : decision.kind === 'relation'
      ? `${decision.type} of ${decision.subject} and ${decision.object}`
      : 'a note';

/** What a decision says, for a person: `“ulcers” is Disease MESH:D014456`. */
export function saying(decision: Decision): string {
  if (decision.kind === 'relation') return decision.holds ? 'the text claims it' : 'the text does not';
  if (decision.kind === 'note') return decision.note;
  const { place, is } = decision;
  if (is === undefined) return 'it is no mention';
  const words = is.spans.map(({ start, end }) => place.text.slice(start, end)).join(' ');
  const concepts =
    is.concepts === undefined ? '' : ` ${is.concepts.length > 0 ? is.concepts.join('|') : 'of no concept'}`;
  return `“${words}” is ${is.type}${concepts}`;
}
