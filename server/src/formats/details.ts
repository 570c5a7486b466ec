import * as z from 'zod';
import { type EntityMention, type Evidence, origins, type Relation } from '../annotation/model';
import { type Passage, passageKinds } from '../text/passage';
import type { Span } from '../text/span';
import { names } from './identifier';
import type { Offsets, Pair } from './offsets';

// Our data model as plain JSON, in our own format and wherever another format has room for JSON of ours: under one name in each, so that nothing is
// told twice in two ways. Spans are [start, end], counted as the format counts.
const offset = z.int().min(0);
export const pair = z.tuple([offset, offset]);
const share = z.number().min(0).max(1);
const conceptLinks = z.array(
  z.object({ id: z.string().min(1), name: z.string().optional(), score: share.optional() }),
);
export const attributes = z.record(z.string(), z.string());
const origin = z.enum(origins);

const passage = z.object({
  kind: z.enum(passageKinds),
  span: pair,
  prose: z.array(pair).optional(),
  attributes: attributes.optional(),
});
export const passages = z.array(passage);
type PlainPassages = z.infer<typeof passages>;

/** What is said of a mention beside its place and its type. */
export const mentionDetails = z.object({
  concepts: conceptLinks.optional(),
  identifier: z.string().optional(),
  alternatives: z.array(z.object({ concepts: conceptLinks, score: share })).optional(),
  score: share.optional(),
  origin: origin.optional(),
  attributes: attributes.optional(),
});

const evidence = z.object({ sentence: pair, subject: pair, object: pair, score: share.optional() });

/** What is said of a relation beside its type and its ends. */
export const relationDetails = z.object({
  score: share.optional(),
  negated: z.boolean().optional(),
  origin: origin.optional(),
  attributes: attributes.optional(),
  evidence: z.array(evidence).optional(),
});

type MentionDetails = z.infer<typeof mentionDetails>;
type RelationDetails = z.infer<typeof relationDetails>;

/** @param told details that the format says in its own way */
export function detailsOfMention(
  { concepts, identifier, alternatives, score, origin, attributes }: EntityMention,
  told: readonly (keyof MentionDetails)[] = [],
): MentionDetails {
  return withoutEmpty(
    {
      concepts: concepts.map(({ id, name, score }) => ({ id, name, score })),
      identifier: identifier !== undefined && names(identifier, concepts) ? identifier : undefined,
      alternatives: alternatives as MentionDetails['alternatives'],
      score,
      origin,
      attributes,
    },
    told,
  );
}

/** @param told details that the format says in its own way */
export function detailsOfRelation(
  { score, negated, origin, attributes, evidence }: Relation,
  offsets: Offsets,
  told: readonly (keyof RelationDetails)[] = [],
): RelationDetails {
  const pairs = evidence.map((each) => ({
    sentence: writable(offsets.pair(each.sentence)),
    subject: writable(offsets.pair(each.subject)),
    object: writable(offsets.pair(each.object)),
    score: each.score,
  }));
  return withoutEmpty({ score, negated, origin, attributes, evidence: pairs }, told);
}

/** Only what says something: gold is what no origin means. */
function withoutEmpty<T extends object>(details: T, told: readonly (keyof T)[]): T {
  const entries = Object.entries(details).filter(
    ([name, value]) =>
      value !== undefined &&
      !(Array.isArray(value) && value.length === 0) &&
      !(name === 'origin' && value === 'gold') &&
      !told.includes(name as keyof T),
  );
  return Object.fromEntries(entries) as T;
}

export const mentionWith = ({
  concepts = [],
  origin = 'gold',
  ...others
}: MentionDetails): Omit<EntityMention, 'spans' | 'type'> => ({ concepts, ...others, origin });

/** Evidence that does not lie in the text is left out; `lost` counts it. */
export function relationWith(
  { origin = 'gold', evidence = [], ...others }: RelationDetails,
  offsets: Offsets,
): Omit<Relation, 'type' | 'subject' | 'object'> & { lost: number } {
  const found = evidence.flatMap(({ sentence, subject, object, ...rest }): Evidence[] => {
    const spans = [sentence, subject, object].map((each) => offsets.span(each));
    if (!allFound(spans)) return [];
    return [{ sentence: spans[0]!, subject: spans[1]!, object: spans[2]!, ...rest }];
  });
  return { ...others, evidence: found, origin, lost: evidence.length - found.length };
}

export const plainPassages = (passages: readonly Passage[], offsets: Offsets): PlainPassages =>
  passages.map(({ kind, span, prose, attributes }) => ({
    kind,
    span: writable(offsets.pair(span)),
    ...(isWhole(prose, span) ? {} : { prose: prose.map((each) => writable(offsets.pair(each))) }),
    ...(attributes && { attributes }),
  }));

/** Those that lie in the text. */
export function passagesWith(read: PlainPassages, offsets: Offsets): Passage[] {
  return read.flatMap(({ kind, span, prose = [span], attributes }): Passage[] => {
    const [whole, ...stretches] = [span, ...prose].map((each) => offsets.span(each));
    if (whole === undefined || !allFound(stretches)) return [];
    return [{ kind, span: whole, prose: stretches, ...(attributes && { attributes }) }];
  });
}

/** Whether a passage is all prose, with no markup inside. */
const isWhole = (prose: readonly Span[], span: Span): boolean =>
  prose.length === 1 && prose[0]!.start === span.start && prose[0]!.end === span.end;

const allFound = (spans: readonly (Span | undefined)[]): spans is Span[] =>
  spans.every((each) => each !== undefined);

const writable = ([start, end]: Pair): [number, number] => [start, end];
