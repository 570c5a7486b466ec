import type { Annotations, EntityMention, Relation } from '../annotation/model';
import type { Span } from '../text/span';
import { spanOf } from './anchor';
import { applyToRelations, type DecidedRelations } from './applyToRelations';
import type { Decision, MentionDecision, RelationDecision } from './decision';
import { type Disagreement, disagreementsOnRelations } from './disagreements';
import { Part } from './part';
import { stretchesOf, touched } from './stretch';

/** Annotations with what stands behind them. */
export interface CuratedAnnotations extends Annotations {
  /** Relations that persons say and no model has found; absent where there are none. */
  readonly added?: ReadonlySet<Relation>;
  /** What persons say is not there. */
  readonly rejected: Annotations;
  /** The decision behind each mention and relation, shown or rejected, that somebody has decided on, and how many there are of these. */
  readonly decisions: Pick<
    ReadonlyMap<EntityMention | Relation, MentionDecision | RelationDecision>,
    'get' | 'size'
  >;
}

/**
 * A text with what a model found in it and persons decided on it, put together stretch by stretch. With other decisions only the stretches that these lie in are put
 * together anew: a text has ten thousand, and a person's key changes one.
 */
export class CuratedText {
  readonly annotations: CuratedAnnotations;
  private readonly claims: DecidedRelations;

  private constructor(
    readonly text: string,
    private readonly predicted: Annotations,
    readonly decisions: readonly Decision[],
    private readonly parts: readonly Part[],
    /** Decisions that are about no place of the text, or of several, or of none any more. */
    readonly unplaced: readonly Decision[],
    before?: CuratedText,
  ) {
    const mentions: EntityMention[] = [];
    const rejected: EntityMention[] = [];
    let decided = 0;
    // One after the other: joining lists of lists takes ten times as long.
    for (const { standing } of parts) {
      for (const each of standing.mentions) mentions.push(each);
      for (const each of standing.rejected) rejected.push(each);
      decided += standing.behind.size;
    }
    this.claims = applyToRelations(
      text,
      {
        predicted: predicted.relations,
        decisions: unplaced.filter((each): each is RelationDecision => each.kind === 'relation'),
        gone: () => ({
          concepts: namesGone(parts, mentions, 'concepts'),
          places: namesGone(parts, mentions, 'places'),
        }),
        over: (span) => this.#partsAt(span).flatMap((part) => part.over(span)),
      },
      before?.claims,
    );
    const { shown, rejected: denied, decisions: onRelations, added } = this.claims;
    this.annotations = {
      mentions,
      relations: shown,
      added,
      rejected: { mentions: rejected, relations: denied },
      decisions: {
        size: decided + onRelations.size,
        get: (thing) =>
          'spans' in thing
            ? this.#partsAt(thing.spans[0])
                .find(({ standing }) => standing.behind.has(thing))
                ?.standing.behind.get(thing)
            : onRelations.get(thing),
      },
    };
  }

  /** @param predicted annotations of `text`, in order of reading */
  static of(text: string, predicted: Annotations, decisions: readonly Decision[]): CuratedText {
    const parts = stretchesOf(predicted.mentions, decisions.filter(isPlaced)).map((each) => new Part(each));
    return new CuratedText(text, predicted, decisions, parts, decisions.filter(isUnplaced));
  }

  /** The same as `of` gives; what `before` has in common with it is taken from there. */
  static after(
    before: CuratedText | undefined,
    text: string,
    predicted: Annotations,
    decisions: readonly Decision[],
  ): CuratedText {
    const isSame =
      before?.text === text &&
      before.predicted.mentions === predicted.mentions &&
      before.predicted.relations === predicted.relations;
    if (!isSame) return CuratedText.of(text, predicted, decisions);
    if (before.decisions === decisions) return before;
    const { removed, added } = changedBetween(before.decisions, decisions);
    const parts = partsAfter(before.parts, new Set(removed.filter(isPlaced)), added.filter(isPlaced));
    const isAllPlaced = before.unplaced.length === 0 && added.every(isPlaced);
    const unplaced = isAllPlaced ? before.unplaced : decisions.filter(isUnplaced);
    return new CuratedText(text, predicted, decisions, parts, unplaced, before);
  }

  /** Where decisions contradict each other, in order of reading. */
  get disagreements(): readonly Disagreement[] {
    const onMentions = this.parts
      .filter((part) => part.decisions.length > 1)
      .flatMap((part) => part.disagreements);
    return [...onMentions, ...disagreementsOnRelations(this.unplaced)];
  }

  #partsAt(span: Span): readonly Part[] {
    return this.parts.slice(...touched(this.parts, span));
  }
}

const isPlaced = (decision: Decision): decision is MentionDecision =>
  decision.kind === 'mention' && !decision.place.lost;

const isUnplaced = (decision: Decision): boolean => !isPlaced(decision);

/** Names that mentions had before anybody decided, and that none has any more. */
function namesGone(
  parts: readonly Part[],
  mentions: readonly EntityMention[],
  names: 'concepts' | 'places',
): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const part of parts)
    if (part.decisions.length > 0) for (const name of part.gone[names]) gone.add(name);
  if (gone.size > 0)
    for (const mention of mentions) for (const name of Part.names[names](mention)) gone.delete(name);
  return gone;
}

function partsAfter(
  parts: readonly Part[],
  removed: ReadonlySet<MentionDecision>,
  added: readonly MentionDecision[],
) {
  const torn = new Set<number>();
  for (const { place } of [...removed, ...added]) {
    const [from, to] = touched(parts, spanOf(place));
    for (let at = from; at < to; at++) torn.add(at);
  }
  const inOrder = [...torn].sort((a, b) => a - b);
  const anew = stretchesOf(
    inOrder.flatMap((at) => parts[at]!.found),
    [...inOrder.flatMap((at) => parts[at]!.decisions).filter((each) => !removed.has(each)), ...added],
  ).map((each) => new Part(each));
  // Neither what is kept nor what is new reaches into the other.
  const all: Part[] = [];
  let [nextTorn, nextNew] = [0, 0];
  for (const [at, part] of parts.entries()) {
    if (at === inOrder[nextTorn]) {
      nextTorn++;
      continue;
    }
    for (; nextNew < anew.length && anew[nextNew]!.start < part.start; nextNew++) all.push(anew[nextNew]!);
    all.push(part);
  }
  for (; nextNew < anew.length; nextNew++) all.push(anew[nextNew]!);
  return all;
}

/** Decisions of one list alone: mostly one takes the place of another, as what was decided has changed. */
function changedBetween(before: readonly Decision[], now: readonly Decision[]) {
  const [old, fresh]: [Decision[], Decision[]] = [[], []];
  const most = Math.max(before.length, now.length);
  for (let at = 0; at < most; at++) {
    if (before[at] === now[at]) continue;
    if (at < before.length) old.push(before[at]!);
    if (at < now.length) fresh.push(now[at]!);
  }
  const [had, has] = [new Set(old), new Set(fresh)];
  return { removed: old.filter((each) => !has.has(each)), added: fresh.filter((each) => !had.has(each)) };
}
