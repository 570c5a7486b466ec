import { type AnnotatedDocument, type EntityMention, extent, wording } from '../../annotation/model';
import { type ConceptErrorKind, conceptErrorKinds, findConceptErrors } from '../conceptErrors';
import { conceptSet } from '../conceptSet';
import {
  type FoundMentionErrorKind,
  findMentionErrors,
  kindBySeen,
  type MentionError,
  mentionErrorKinds,
} from '../mentionErrors';
import { findRelationErrors, relationErrorKinds } from '../relationErrors';
import type { ErrorKind, ReportError, Said } from './model';
import { relationsSaid } from './relationsSaid';

/** An error before its sentences and its place in a file are known. */
export type BareError = Omit<ReportError, 'document' | 'line' | 'column' | 'context'>;

/** What counts in a corpus, and what is known of its names. */
export interface Counting {
  readonly types: ReadonlySet<string>;
  /** Entity types of which gold says concepts. */
  readonly linked: ReadonlySet<string>;
  readonly relationTypes: readonly string[];
  /** Whether a name is annotated in what was learned from; not given where that is not known. */
  readonly isSeen?: (text: string, mention: EntityMention) => boolean;
}

const kindOfMention: Readonly<Record<FoundMentionErrorKind, ErrorKind>> = {
  missed: 'missed',
  spurious: 'falsePositive',
  otherType: 'type',
  boundaryAndType: 'type',
  tooLong: 'boundary',
  tooShort: 'boundary',
  crossing: 'boundary',
};

/** The errors of mentions in one document; a found one counts where its type is one of gold's. */
export function mentionErrorsOf(
  gold: AnnotatedDocument,
  predicted: AnnotatedDocument,
  { types, isSeen }: Counting,
): BareError[] {
  return findMentionErrors(gold, predicted)
    .filter(({ gold, predicted }) => gold || types.has(predicted[0].type))
    .map((error) => {
      const mention = error.gold ?? error.predicted[0];
      return {
        kind: kindOfMention[error.kind],
        detail: detailOf(error, isSeen?.(gold.text, mention)),
        type: mention.type,
        ...extent(mention),
        gold: error.gold ? [mentionSaid(gold.text, error.gold)] : [],
        predicted: error.predicted.map((each) => mentionSaid(gold.text, each)),
      };
    });
}

function detailOf({ kind }: MentionError, isSeen: boolean | undefined): string {
  if (isSeen === undefined && (kind === 'missed' || kind === 'spurious')) return kind;
  return mentionErrorKinds[kindBySeen(kind, isSeen ?? false)];
}

/** The mentions of one document whose span and type are right, and whose concepts are not. */
export function conceptErrorsOf(
  gold: AnnotatedDocument,
  predicted: AnnotatedDocument,
  { linked }: Counting,
): BareError[] {
  return findConceptErrors(gold, predicted, linked).map(({ kind, gold: right, predicted: wrong }) => ({
    kind: 'concept',
    detail: conceptErrorKinds[kind satisfies ConceptErrorKind],
    type: right.type,
    ...extent(right),
    gold: [mentionSaid(gold.text, right)],
    predicted: [mentionSaid(gold.text, wrong)],
  }));
}

/** The relations that one document lacks or claims wrongly. */
export function relationErrorsOf(
  gold: AnnotatedDocument,
  predicted: AnnotatedDocument,
  { relationTypes }: Counting,
): BareError[] {
  return relationTypes.flatMap((type) => {
    const errors = findRelationErrors(gold, predicted, type);
    if (errors.length === 0) return [];
    const [goldSays, predictedSays] = [relationsSaid(gold, type), relationsSaid(predicted, type)];
    return errors.map((error): BareError => {
      const isMissing = !error.kind.startsWith('false');
      const said = isMissing ? goldSays(error) : predictedSays(error);
      const [first = { start: 0, end: 0 }] = said.spans;
      return {
        kind: 'relation',
        detail: relationErrorKinds[error.kind],
        type,
        start: first.start,
        end: first.end,
        gold: isMissing ? [said] : [],
        predicted: isMissing ? [] : [said],
      };
    });
  });
}

const mentionSaid = (text: string, mention: EntityMention): Said => ({
  text: wording(text, mention),
  type: mention.type,
  concepts: [...conceptSet(mention.concepts)],
  ...(mention.score === undefined ? {} : { score: mention.score }),
  spans: mention.spans,
});
