import { type AnnotatedDocument, type EntityMention, extent, wording } from '../annotation/model';
import { overlaps, type Span } from '../text/span';

/** What can be wrong with a mention, in the order of a table. Each missing one is counted once, under the kind that is nearest to right. */
export const mentionErrorKinds = {
  otherType: 'right stretch, other type',
  tooLong: 'boundary: too long',
  tooShort: 'boundary: too short',
  crossing: 'boundary: shifted',
  boundaryAndType: 'boundary and type',
  missedSeen: 'missed, name annotated in train',
  missedUnseen: 'missed, name new',
  spuriousSeen: 'spurious, name annotated in train',
  spuriousUnseen: 'spurious, name new',
} as const;

export type MentionErrorKind = keyof typeof mentionErrorKinds;

/** Counts by entity type and kind: a missing mention's type is gold's, a spurious one's the prediction's. */
export type MentionErrors = Readonly<Record<string, Readonly<Record<MentionErrorKind, number>>>>;

/**
 * Sorts what strict scoring counts as wrong. A predicted mention that overlaps a missing one is that one's error and none of its own.
 * @param gold and the predictions are matched by their ids
 * @param seen documents that were learned from: a name is seen where they annotate its wording (in lower case) with its type
 */
export function mentionErrors(
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
  seen: readonly AnnotatedDocument[],
): MentionErrors {
  const known = new Set(
    seen.flatMap(({ text, mentions }) => mentions.map((mention) => nameOf(text, mention))),
  );
  const found = new Map(predicted.map((document) => [document.id, document]));
  const errors: Record<string, Record<MentionErrorKind, number>> = {};
  const count = (type: string, kind: MentionErrorKind) => {
    errors[type] ??= none();
    errors[type][kind]++;
  };
  for (const { id, text, mentions } of gold) {
    const predictions = found.get(id)?.mentions ?? [];
    const missing = withoutSame(mentions, predictions);
    const wrong = withoutSame(predictions, mentions);
    for (const mention of missing) count(mention.type, missingKind(mention, wrong, known, text));
    for (const mention of wrong) {
      if (missing.some((other) => overlaps(extent(other), extent(mention)))) continue;
      count(mention.type, known.has(nameOf(text, mention)) ? 'spuriousSeen' : 'spuriousUnseen');
    }
  }
  return errors;
}

const none = (): Record<MentionErrorKind, number> =>
  Object.fromEntries(Object.keys(mentionErrorKinds).map((kind) => [kind, 0])) as Record<
    MentionErrorKind,
    number
  >;

function missingKind(
  mention: EntityMention,
  wrong: readonly EntityMention[],
  known: ReadonlySet<string>,
  text: string,
): MentionErrorKind {
  const place = extent(mention);
  const near = wrong.filter((other) => overlaps(extent(other), place));
  if (near.some((other) => sameSpan(extent(other), place))) return 'otherType';
  const sameType = near.filter(({ type }) => type === mention.type);
  if (sameType.length > 0) return boundaryKind(place, sameType.map(extent));
  if (near.length > 0) return 'boundaryAndType';
  return known.has(nameOf(text, mention)) ? 'missedSeen' : 'missedUnseen';
}

function boundaryKind({ start, end }: Span, found: readonly Span[]): MentionErrorKind {
  if (found.some((span) => span.start <= start && end <= span.end)) return 'tooLong';
  if (found.some((span) => start <= span.start && span.end <= end)) return 'tooShort';
  return 'crossing';
}

const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Those of which the others hold no mention of the same type at the same place. */
function withoutSame(mentions: readonly EntityMention[], others: readonly EntityMention[]): EntityMention[] {
  const places = new Set(others.map(placeOf));
  return mentions.filter((mention) => !places.has(placeOf(mention)));
}

/** Stretch and type, as a key. */
export const placeOf = (mention: EntityMention): string => {
  const { start, end } = extent(mention);
  return `${start}-${end}\t${mention.type}`;
};

const nameOf = (text: string, mention: EntityMention): string =>
  `${wording(text, mention).toLowerCase()}\t${mention.type}`;
