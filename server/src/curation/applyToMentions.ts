import { inOrder } from '../annotation/besideMentions';
import { type EntityMention, extent, type Origin } from '../annotation/model';
import { OverlapIndex } from '../text/overlapIndex';
import { contains, overlaps, type Span } from '../text/span';
import { spanOf } from './anchor';
import { type DecidedMention, isLater, type MentionDecision } from './decision';
import { standing } from './overruled';
import type { Stretch } from './stretch';
import { judgedBy, placeKey, spansIn } from './subject';

/** The mentions of a stretch, or a text, as far as persons left them, and theirs. */
export interface DecidedMentions {
  /** In order of reading, as are the rejected ones. */
  readonly mentions: readonly EntityMention[];
  readonly rejected: readonly EntityMention[];
  /** The decision behind each of either that somebody has decided on. */
  readonly behind: ReadonlyMap<EntityMention, MentionDecision>;
}

/** What a model found in a stretch as far as nobody decided otherwise, and what persons decided there. */
export function applyToMentions({ found, decisions }: Stretch): DecidedMentions {
  if (decisions.length === 0) return { mentions: found, rejected: none, behind: nobody };
  const placed = latest(decisions).map(placedMention);
  const over = placesOver(placed);
  const free = found.filter((mention) => {
    const place = extent(mention);
    return !over(place).some((decided) => isDecided(mention, place, decided));
  });
  const shown = standing(placed);
  const persons = personsMentions(shown, found);
  const behind = new Map(persons.map(({ mention, decision }) => [mention, decision]));
  const rejected = shown.flatMap((each) => each.rejected ?? []);
  for (const { rejected: mention, decision } of shown) if (mention) behind.set(mention, decision);
  return {
    mentions: inOrder([...free, ...persons.map(({ mention }) => mention)]),
    rejected: inOrder(rejected),
    behind,
  };
}

const none: readonly EntityMention[] = [];
const nobody: DecidedMentions['behind'] = new Map();

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

/** One decision for each thing that is judged. */
function latest(decisions: readonly MentionDecision[]): readonly MentionDecision[] {
  if (decisions.length === 1) return decisions;
  const byJudged = new Map<string, MentionDecision>();
  for (const decision of decisions) {
    const judged = judgedBy(decision);
    const other = byJudged.get(judged);
    if (other === undefined || isLater(decision, other)) byJudged.set(judged, decision);
  }
  return [...byJudged.values()];
}

function placedMention(decision: MentionDecision): PlacedMention {
  const { place, was, is, note } = decision;
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
  return {
    decision,
    hull: spanOf(place),
    ...(found && { was: { type: found.type, ...extent(found) } }),
    ...(mention && { is: { type: mention.type, ...extent(mention) }, mention }),
    ...(found && !mention && { rejected: found }),
  };
}

/** Tells which decisions share a unit with a place. Most stretches have one. */
function placesOver(placed: readonly PlacedMention[]): (place: Span) => readonly PlacedMention[] {
  if (placed.length <= 8) return (place) => placed.filter(({ hull }) => overlaps(hull, place));
  const index = new OverlapIndex(placed, ({ hull }) => hull);
  return (place) => index.overlapping(place);
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
