import { inOrder } from '../annotation/besideMentions';
import { type Annotations, type EntityMention, extent } from '../annotation/model';
import { OverlapIndex } from '../text/overlapIndex';
import { contains, overlaps, type Span } from '../text/span';
import { applyToRelations } from './applyToRelations';
import type { DecidedMention, Decision, MentionDecision } from './decision';
import { spansIn, subjectOf } from './subject';

/**
 * What a model found, as far as nobody decided otherwise, and what persons decided, with the origin `user`. Of several decisions on one thing the
 * latest counts. Lost decisions decide nothing.
 * @param predicted annotations of `text`; none, where only decisions are wanted
 */
export function applyDecisions(
  text: string,
  predicted: Annotations,
  decisions: readonly Decision[],
): Annotations {
  const inForce = latest(decisions);
  const placed = inForce.filter((each) => each.kind === 'mention').map(placedMention);
  const taken = new OverlapIndex(placed, ({ hull }) => hull);
  const free = predicted.mentions.filter((mention) => {
    const place = extent(mention);
    return !taken.overlapping(place).some((decided) => isDecided(mention, place, decided));
  });
  const mentions = inOrder([...free, ...personsMentions(placed, predicted.mentions)]);
  const relations = inForce.filter((each) => each.kind === 'relation');
  return { mentions, relations: applyToRelations(text, { predicted, mentions, decisions: relations }) };
}

/** A decision on a mention, as it stands in the text. */
interface PlacedMention {
  readonly decision: MentionDecision;
  readonly hull: Span;
  readonly was?: { readonly type: string } & Span;
  readonly is?: { readonly type: string } & Span;
}

/** One decision for each subject, of those that have a place. */
function latest(decisions: readonly Decision[]): readonly Decision[] {
  const bySubject = new Map<string, Decision>();
  for (const decision of decisions) {
    if (decision.kind === 'mention' && decision.place.lost) continue;
    const subject = subjectOf(decision);
    const other = bySubject.get(subject);
    if (other === undefined || other.when <= decision.when) bySubject.set(subject, decision);
  }
  return [...bySubject.values()];
}

function placedMention(decision: MentionDecision): PlacedMention {
  const placed = (mention: DecidedMention) => {
    const spans = spansIn(decision, mention);
    return { type: mention.type, start: spans[0].start, end: spans[spans.length - 1]!.end };
  };
  const { place, was, is } = decision;
  const hull = { start: place.start, end: place.start + place.text.length };
  return { decision, hull, ...(was && { was: placed(was) }), ...(is && { is: placed(is) }) };
}

/**
 * True where a decision leaves no room for what a model found: an overlapping mention of the same type as the one decided on or the person's; or one of
 * another type that is neither inside the person's mention nor around it, as names of two kinds may be.
 */
function isDecided({ type }: EntityMention, place: Span, { was, is }: PlacedMention): boolean {
  const decidesOn = (decided: typeof was) => decided && decided.type === type && overlaps(decided, place);
  if (decidesOn(was) || decidesOn(is)) return true;
  if (is === undefined || !overlaps(is, place)) return false;
  const isSame = is.start === place.start && is.end === place.end;
  return isSame || !(contains(is, place) || contains(place, is));
}

/** A concept that the person left to the model is the model's, where it found a mention with the same spans and type. */
function personsMentions(
  placed: readonly PlacedMention[],
  predicted: readonly EntityMention[],
): EntityMention[] {
  const keyOf = ({ spans, type }: Pick<EntityMention, 'spans' | 'type'>) => JSON.stringify([spans, type]);
  const found = new Map(predicted.map((mention) => [keyOf(mention), mention]));
  return placed.flatMap(({ decision }): EntityMention[] => {
    const { is, note } = decision;
    if (is === undefined) return [];
    const mention = { spans: spansIn(decision, is), type: is.type };
    const concepts = is.concepts?.map((id) => ({ id })) ?? found.get(keyOf(mention))?.concepts ?? [];
    return [{ ...mention, concepts, origin: 'user', ...(note !== undefined && { attributes: { note } }) }];
  });
}
