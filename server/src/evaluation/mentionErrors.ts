import { type AnnotatedDocument, type EntityMention, extent, wording } from '../annotation/model';
import { OverlapIndex } from '../text/overlapIndex';
import type { Span } from '../text/span';
import { pairedDocuments } from './pairedDocuments';

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

/** A kind, before it is told whether its name was annotated in what was learned from. */
export type FoundMentionErrorKind =
  | 'missed'
  | 'spurious'
  | Exclude<MentionErrorKind, `${string}${'Seen' | 'Unseen'}`>;

/** A gold mention that was not found as it is, with the wrong ones that overlap it; or a wrong one that overlaps no such mention. */
export interface MentionError {
  readonly kind: FoundMentionErrorKind;
  readonly gold?: EntityMention;
  readonly predicted: readonly EntityMention[];
}

/**
 * What strict scoring counts as wrong in one document, sorted. A predicted mention that overlaps a missing one is that one's error and none of its own.
 * Mentions of the same type at the same place are one.
 */
export function findMentionErrors(gold: AnnotatedDocument, predicted: AnnotatedDocument): MentionError[] {
  const missing = withoutSame(gold.mentions, predicted.mentions);
  const wrong = withoutSame(predicted.mentions, gold.mentions);
  const wrongOnes = new OverlapIndex(wrong, extent);
  const missingOnes = new OverlapIndex(missing, extent);
  return [
    ...missing.map((mention): MentionError => {
      const near = wrongOnes.overlapping(extent(mention));
      return { kind: missingKind(mention, near), gold: mention, predicted: near };
    }),
    ...wrong
      .filter((mention) => missingOnes.overlapping(extent(mention)).length === 0)
      .map((mention): MentionError => ({ kind: 'spurious', predicted: [mention] })),
  ];
}

/**
 * How many errors of each kind there are.
 * @param gold and the predictions are matched by their ids
 * @param seen documents that were learned from: a name is seen where they annotate its wording (in lower case) with its type
 */
export function mentionErrors(
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
  seen: readonly AnnotatedDocument[],
): MentionErrors {
  const isSeen = seenNames(seen);
  // A map, since a type may have the name of a property that every object has.
  const errors = new Map<string, Record<MentionErrorKind, number>>();
  for (const [document, found] of pairedDocuments(gold, predicted))
    for (const { kind, gold, predicted } of findMentionErrors(document, found)) {
      const mention = gold ?? predicted[0];
      const ofType = errors.get(mention.type) ?? none();
      errors.set(mention.type, ofType);
      ofType[kindBySeen(kind, isSeen(document.text, mention))]++;
    }
  return Object.fromEntries(errors);
}

/** Whether documents annotate a mention's wording (in lower case) with its type. */
export function seenNames(
  documents: readonly AnnotatedDocument[],
): (text: string, mention: EntityMention) => boolean {
  const names = new Set(
    documents.flatMap(({ text, mentions }) => mentions.map((mention) => nameOf(text, mention))),
  );
  return (text, mention) => names.has(nameOf(text, mention));
}

/** The kind, told apart by whether the name is seen where that matters. */
export const kindBySeen = (kind: FoundMentionErrorKind, isSeen: boolean): MentionErrorKind =>
  kind === 'missed' || kind === 'spurious' ? `${kind}${isSeen ? 'Seen' : 'Unseen'}` : kind;

const none = (): Record<MentionErrorKind, number> =>
  Object.fromEntries(Object.keys(mentionErrorKinds).map((kind) => [kind, 0])) as Record<
    MentionErrorKind,
    number
  >;

/** @param near the wrong mentions that overlap the missing one */
function missingKind(mention: EntityMention, near: readonly EntityMention[]): FoundMentionErrorKind {
  const place = extent(mention);
  if (near.some((other) => sameSpan(extent(other), place))) return 'otherType';
  const sameType = near.filter(({ type }) => type === mention.type);
  if (sameType.length > 0) return boundaryKind(place, sameType.map(extent));
  return near.length > 0 ? 'boundaryAndType' : 'missed';
}

function boundaryKind({ start, end }: Span, found: readonly Span[]): FoundMentionErrorKind {
  if (found.some((span) => span.start <= start && end <= span.end)) return 'tooLong';
  if (found.some((span) => start <= span.start && span.end <= end)) return 'tooShort';
  return 'crossing';
}

const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Those of which the others hold no mention of the same type at the same place, each once. */
function withoutSame(mentions: readonly EntityMention[], others: readonly EntityMention[]): EntityMention[] {
  const places = new Set(others.map(placeOf));
  const distinct = new Map(mentions.map((mention) => [placeOf(mention), mention]));
  return [...distinct.values()].filter((mention) => !places.has(placeOf(mention)));
}

/** Stretch and type, as a key. */
export const placeOf = (mention: EntityMention): string => {
  const { start, end } = extent(mention);
  return `${start}-${end}\t${mention.type}`;
};

const nameOf = (text: string, mention: EntityMention): string =>
  `${wording(text, mention).toLowerCase()}\t${mention.type}`;
