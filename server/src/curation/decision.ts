import type { ConceptId } from '../annotation/model';
import type { Span } from '../text/span';
import type { Anchor } from './anchor';

/** What all decisions say. */
interface Decided {
  /** Stays the same while the decision is moved or changed. */
  readonly id: string;
  /** Who decided, as that person wants to be called. */
  readonly by: string;
  /** When, as ISO 8601 in UTC: of several decisions on one thing the latest counts. */
  readonly when: string;
  readonly note?: string;
}

/** A mention as a person sees it. */
export interface DecidedMention {
  /** In UTF-16 units from the start of the decision's place; several where the mention is interrupted. */
  readonly spans: readonly [Span, ...Span[]];
  readonly type: string;
  /** Absent where the person left the concept to the model; empty where no terminology has it. */
  readonly concepts?: readonly ConceptId[];
}

/**
 * What became of a mention. Both alike: accepted. `was` alone: rejected. `is` alone: new. Both, and another type, concept or place: corrected.
 * One of them is always there.
 */
export interface MentionDecision extends Decided {
  readonly kind: 'mention';
  /** From the first unit of either to the last. */
  readonly place: Anchor;
  /** What a model had found. */
  readonly was?: DecidedMention;
  /** What the person says. */
  readonly is?: DecidedMention;
}

/** Whether the document claims a relation between two concepts, and where it does. */
export interface RelationDecision extends Decided {
  readonly kind: 'relation';
  readonly type: string;
  readonly subject: ConceptId;
  readonly object: ConceptId;
  readonly holds: boolean;
  readonly evidence: readonly EvidencePlaces[];
}

export interface EvidencePlaces {
  readonly subject: Anchor;
  readonly object: Anchor;
}

/** A remark on a place of the text, or on the whole document. */
export interface NoteDecision extends Decided {
  readonly kind: 'note';
  readonly note: string;
  readonly place?: Anchor;
}

export type Decision = MentionDecision | RelationDecision | NoteDecision;

/**
 * Whether `a` counts before `b` where they are about one thing. Of two from one moment that with the greater id does, so that nobody who has them in another order
 * comes to something else.
 */
export const isLater = (a: Decided, b: Decided): boolean =>
  a.when === b.when ? a.id > b.id : a.when > b.when;

/** The places that a decision names. */
export const anchorsOf = (decision: Decision): readonly Anchor[] =>
  decision.kind === 'relation'
    ? decision.evidence.flatMap(({ subject, object }) => [subject, object])
    : decision.place
      ? [decision.place]
      : [];

/** True where the text does not say one of its places any more. */
export const isLost = (decision: Decision): boolean => anchorsOf(decision).some(({ lost }) => lost);

/** A decision with other places, the very same where none is another: one for each that `anchorsOf` gives, whose words may differ from the old ones in blanks alone. */
export function withAnchors(decision: Decision, moved: (anchor: Anchor) => Anchor): Decision {
  if (decision.kind === 'relation') {
    const evidence = decision.evidence.map((each) => {
      const [subject, object] = [moved(each.subject), moved(each.object)];
      return subject === each.subject && object === each.object ? each : { ...each, subject, object };
    });
    return evidence.every((each, at) => each === decision.evidence[at])
      ? decision
      : { ...decision, evidence };
  }
  if (decision.place === undefined) return decision;
  const place = moved(decision.place);
  if (place === decision.place) return decision;
  if (decision.kind === 'note' || place.text === decision.place.text) return { ...decision, place };
  const { was, is } = decision;
  const respaced = respacing(decision.place.text, place.text);
  return { ...decision, place, ...(was && { was: respaced(was) }), ...(is && { is: respaced(is) }) };
}

/** Carries spans from one wording to another that has other blanks. */
function respacing(from: string, to: string): (mention: DecidedMention) => DecidedMention {
  const [before, after] = [inkOf(from), inkOf(to)];
  // A span begins and ends at something that is no blank.
  const moved = ({ start, end }: Span): Span => ({
    start: after[countBelow(before, start)] ?? to.length,
    end: (after[countBelow(before, end) - 1] ?? -1) + 1,
  });
  return (mention) => {
    const [first, ...rest] = mention.spans;
    return { ...mention, spans: [moved(first), ...rest.map(moved)] };
  };
}

/** Offsets of the units that are no blanks. */
const inkOf = (text: string): number[] => [...text.matchAll(/\S/g)].map(({ index }) => index);

const countBelow = (offsets: readonly number[], limit: number): number =>
  offsets.filter((offset) => offset < limit).length;
