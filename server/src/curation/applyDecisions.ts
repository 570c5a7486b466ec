import { inOrder } from '../annotation/besideMentions';
import {
  type Annotations,
  type EntityMention,
  extent,
  type Origin,
  type Relation,
} from '../annotation/model';
import { OverlapIndex } from '../text/overlapIndex';
import { contains, overlaps, type Span } from '../text/span';
import { applyToRelations } from './applyToRelations';
import type { DecidedMention, Decision, MentionDecision, RelationDecision } from './decision';
import { standing } from './overruled';
import { judgedBy, placeKey, spansIn } from './subject';

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
  const placed = inForce.flatMap((each) => (each.kind === 'mention' ? [placedMention(each)] : []));
  const taken = new OverlapIndex(placed, ({ hull }) => hull);
  const free = predicted.mentions.filter((mention) => {
    const place = extent(mention);
    return !taken.overlapping(place).some((decided) => isDecided(mention, place, decided));
  });
  const shown = standing(placed);
  const persons = personsMentions(shown, predicted.mentions);
  const rejected = shown.flatMap((each) => each.rejected ?? []);
  const mentions = inOrder([...free, ...persons.map(({ mention }) => mention)]);
  const decided = inForce.filter((each) => each.kind === 'relation');
  const relations = applyToRelations(text, { predicted, mentions, decisions: decided });
  const behind = new Map<EntityMention | Relation, MentionDecision | RelationDecision>(relations.decisions);
  for (const { mention, decision } of persons) behind.set(mention, decision);
  for (const { rejected: mention, decision } of shown) if (mention) behind.set(mention, decision);
  return {
    mentions,
    relations: relations.shown,
    rejected: { mentions: inOrder(rejected), relations: relations.rejected },
    decisions: behind,
  };
}

/** A decision on a mention, as it stands in the text. */
interface PlacedMention {
  readonly decision: MentionDecision;
  readonly hull: Span;
  readonly was?: { readonly type: string } & Span;
  readonly is?: { readonly type: string } & Span;
  /** The person's mention; without concepts where the model is to tell them. */
  readonly mention?: EntityMention;
  /** What the model had found where persons say that there is nothing. */
  readonly rejected?: EntityMention;
}

/** One decision for each thing that is judged, of those that have a place. */
function latest(decisions: readonly Decision[]): readonly Decision[] {
  const byJudged = new Map<string, Decision>();
  for (const decision of decisions) {
    if (decision.kind === 'mention' && decision.place.lost) continue;
    const judged = judgedBy(decision);
    const other = byJudged.get(judged);
    if (other === undefined || other.when <= decision.when) byJudged.set(judged, decision);
  }
  return [...byJudged.values()];
}

/** A document has ten thousand decisions, and one changes at a time. */
const known = new WeakMap<MentionDecision, PlacedMention>();

function placedMention(decision: MentionDecision): PlacedMention {
  const before = known.get(decision);
  if (before) return before;
  const { place, was, is, note } = decision;
  const hull = { start: place.start, end: place.start + place.text.length };
  const attributes = note !== undefined && { attributes: { note } };
  const mentionOf = ({ concepts = [], ...said }: DecidedMention, origin: Origin): EntityMention => ({
    spans: spansIn(decision, said),
    type: said.type,
    concepts: concepts.map((id) => ({ id })),
    origin,
    ...attributes,
  });
  const mention = is && mentionOf(is, 'user');
  const found = was && mentionOf(was, 'predicted');
  const placed: PlacedMention = {
    decision,
    hull,
    ...(found && { was: { type: found.type, ...extent(found) } }),
    ...(mention && { is: { type: mention.type, ...extent(mention) }, mention }),
    ...(found && !mention && { rejected: found }),
  };
  known.set(decision, placed);
  return placed;
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
): { readonly mention: EntityMention; readonly decision: MentionDecision }[] {
  const keyOf = ({ spans, type }: EntityMention) => placeKey(spans) + type;
  const isOpen = ({ decision: { is } }: PlacedMention) => is !== undefined && is.concepts === undefined;
  const asked = placed.some(isOpen) ? predicted : [];
  const found = new Map(asked.map((mention) => [keyOf(mention), mention]));
  return placed.flatMap((each) => {
    const { mention, decision } = each;
    if (!mention) return [];
    const concepts = (isOpen(each) && found.get(keyOf(mention))?.concepts) || [];
    return [{ mention: concepts.length > 0 ? { ...mention, concepts } : mention, decision }];
  });
}
