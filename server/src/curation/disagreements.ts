import { overlaps, type Span } from '../text/span';
import { type Aspect, differences } from './aspects';
import type { Decision, MentionDecision } from './decision';
import { stretchesOf } from './stretch';
import { placeKey, spansIn, subjectOf } from './subject';

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
  const placed = decisions.filter((each) => each.kind === 'mention' && !each.place.lost) as MentionDecision[];
  const onMentions = stretchesOf([], placed).flatMap((stretch) => disagreementsOnMentions(stretch.decisions));
  return [...onMentions, ...disagreementsOnRelations(decisions)];
}

/** @param decisions those of a stretch that no decision reaches out of, in its order */
export function disagreementsOnMentions(decisions: readonly MentionDecision[]): readonly Disagreement[] {
  if (decisions.length < 2) return [];
  const { found, others } = onOneSubject(decisions);
  return [...found, ...crossing(others)].sort((a, b) => startOf(a.one) - startOf(b.one));
}

/** @param decisions of which those on relations are compared */
export const disagreementsOnRelations = (decisions: readonly Decision[]): readonly Disagreement[] =>
  onOneSubject(decisions.filter((each) => each.kind === 'relation')).found;

/** Decisions that contradict an earlier one on the same thing, and all the others. */
function onOneSubject<Decided extends Decision>(decisions: readonly Decided[]) {
  const bySubject = new Map<string, Decided[]>();
  const found: Disagreement[] = [];
  for (const other of decisions) {
    const subject = subjectOf(other);
    const earlier = bySubject.get(subject);
    const one = earlier?.find((each) => contradictions(each, other).length > 0);
    if (one) found.push({ about: contradictions(one, other), one, other });
    else if (earlier) earlier.push(other);
    else bySubject.set(subject, [other]);
  }
  return { found, others: [...bySubject.values()].flat() };
}

/** What two decisions on one subject contradict each other in. */
const contradictions = (one: Decision, other: Decision): readonly Aspect[] =>
  isOfOtherType(one, other) || isOfOtherType(other, one)
    ? []
    : differences(one, other).filter((aspect) => aspect !== 'note' && aspect !== 'evidence');

/** Who says that it is no chemical says nothing of whether it is a disease. */
function isOfOtherType(rejected: Decision, other: Decision): boolean {
  if (rejected.kind !== 'mention' || rejected.is || other.kind !== 'mention') return false;
  return ![other.was, other.is].some((said) => said && said.type === rejected.was?.type);
}

/** Mentions of one type that two persons have marked over each other, or of any two that they have marked in the same place. */
function crossing(decisions: readonly MentionDecision[]): Disagreement[] {
  const [first] = decisions;
  if (decisions.every(({ by }) => by === first?.by)) return [];
  const marked = decisions
    .filter((each) => each.is !== undefined)
    .map((decision) => ({ decision, hull: hullOf(decision) }))
    .sort((a, b) => a.hull.start - b.hull.start || a.hull.end - b.hull.end);
  const found: Disagreement[] = [];
  let open: typeof marked = [];
  for (const each of marked) {
    open = open.filter(({ hull }) => hull.end > each.hull.start);
    for (const { decision, hull } of open) {
      if (!overlaps(hull, each.hull) || decision.by === each.decision.by) continue;
      const about = crossed(decision, each.decision);
      if (about.length > 0) found.push({ about, one: decision, other: each.decision });
    }
    open.push(each);
  }
  return found;
}

/** Two who came to the same mention from different findings agree. */
function crossed(one: MentionDecision, other: MentionDecision): readonly Aspect[] {
  if (placeKey(spansIn(one, one.is!)) !== placeKey(spansIn(other, other.is!)))
    return one.is!.type === other.is!.type ? ['boundaries'] : [];
  return differences(one, other).filter((aspect) => aspect === 'type' || aspect === 'concepts');
}

function hullOf(decision: MentionDecision): Span {
  const spans = spansIn(decision, decision.is!);
  return { start: spans[0].start, end: spans[spans.length - 1]!.end };
}

const startOf = (decision: Decision): number => (decision.kind === 'mention' ? decision.place.start : 0);

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
  const { place, was, is } = decision;
  const words = (is ?? was)?.spans.map(({ start, end }) => place.text.slice(start, end)).join(' ');
  if (is === undefined) return `“${words}” is no mention`;
  const concepts =
    is.concepts === undefined ? '' : ` ${is.concepts.length > 0 ? is.concepts.join('|') : 'of no concept'}`;
  return `“${words}” is ${is.type}${concepts}`;
}
