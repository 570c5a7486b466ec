import { inOrder } from '../annotation/besideMentions';
import { type Annotations, type EntityMention, extent, type Relation } from '../annotation/model';
import { OverlapIndex } from '../text/overlapIndex';
import { contains, overlaps, type Span } from '../text/span';
import { applyToRelations } from './applyToRelations';
import type { DecidedMention, Decision, MentionDecision, RelationDecision } from './decision';
import { spansIn, subjectOf } from './subject';

/** Annotations with what stands behind them. */
export interface CuratedAnnotations extends Annotations {
  /** What persons say is not there. */
  readonly rejected: Annotations;
  /** The decision behind each mention and relation, shown or rejected, that somebody has decided on. */
  readonly decisions: ReadonlyMap<EntityMention | Relation, MentionDecision | RelationDecision>;
}

/**
 * What a model found, as far as nobody decided otherwise, and what persons decided, with the origin `user`. Of several decisions on one thing the
 * latest counts. Lost decisions decide nothing.
 * @param predicted annotations of `text`; none, where only decisions are wanted
 */
export function applyDecisions(
  text: string,
  predicted: Annotations,
  decisions: readonly Decision[],
): CuratedAnnotations {
  const inForce = latest(decisions);
  const placed = inForce.filter((each) => each.kind === 'mention').map(placedMention);
  const taken = new OverlapIndex(placed, ({ hull }) => hull);
  const free = predicted.mentions.filter((mention) => {
    const place = extent(mention);
    return !taken.overlapping(place).some((decided) => isDecided(mention, place, decided));
  });
  const persons = personsMentions(placed, predicted.mentions);
  const mentions = inOrder([...free, ...persons.keys()]);
  const rejected = rejectedMentions(placed);
  const decided = inForce.filter((each) => each.kind === 'relation');
  const relations = applyToRelations(text, { predicted, mentions, decisions: decided });
  return {
    mentions,
    relations: relations.shown,
    rejected: { mentions: inOrder([...rejected.keys()]), relations: relations.rejected },
    decisions: new Map<EntityMention | Relation, MentionDecision | RelationDecision>([
      ...persons,
      ...rejected,
      ...relations.decisions,
    ]),
  };
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
): Map<EntityMention, MentionDecision> {
  const keyOf = ({ spans, type }: Pick<EntityMention, 'spans' | 'type'>) => JSON.stringify([spans, type]);
  const found = new Map(predicted.map((mention) => [keyOf(mention), mention]));
  return new Map(
    placed.flatMap(({ decision }) => {
      const { is, note } = decision;
      if (is === undefined) return [];
      const mention = { spans: spansIn(decision, is), type: is.type };
      const concepts = is.concepts?.map((id) => ({ id })) ?? found.get(keyOf(mention))?.concepts ?? [];
      const attributes = note !== undefined && { attributes: { note } };
      return [[{ ...mention, concepts, origin: 'user', ...attributes }, decision]];
    }),
  );
}

/** What a model had found where persons say that there is nothing, as it had found it. */
const rejectedMentions = (placed: readonly PlacedMention[]): Map<EntityMention, MentionDecision> =>
  new Map(
    placed.flatMap(({ decision }) => {
      const { was, is } = decision;
      if (was === undefined || is !== undefined) return [];
      const concepts = was.concepts?.map((id) => ({ id })) ?? [];
      return [[{ spans: spansIn(decision, was), type: was.type, concepts, origin: 'predicted' }, decision]];
    }),
  );
