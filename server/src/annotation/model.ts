import type { Passage } from '../text/passage';
import type { Span } from '../text/span';

/** A text with its passages. Every span of an annotation indexes `text` in UTF-16 units. */
export interface Document {
  readonly id: string;
  readonly text: string;
  readonly passages: readonly Passage[];
  readonly attributes?: Attributes;
}

/** What a source says besides, by its own names: BioRED's `novel`, brat's attributes, BioC's infons, a person's `note`. */
export type Attributes = Readonly<Record<string, string>>;

/** Who says so. A person's word (`user`) is never overwritten by a model's (`predicted`). */
export const origins = ['predicted', 'gold', 'user', 'dictionary'] as const;

export type Origin = (typeof origins)[number];

/** A concept's id, as its terminology writes it: `MESH:D009288`, `OMIM:125853`. */
export type ConceptId = string;

export interface ConceptLink {
  readonly id: ConceptId;
  /** The concept's preferred name, where a terminology knows it. */
  readonly name?: string;
  /** Probability from 0 to 1; absent where a person or a corpus says so. */
  readonly score?: number;
}

/** One way of reading a name: its concept, or several where the name means several at once. */
export interface ConceptChoice {
  readonly concepts: readonly ConceptLink[];
  /** Probability from 0 to 1. */
  readonly score: number;
}

/** A stretch of text that names an entity. */
export interface EntityMention {
  /** One span, or several in order of reading where the mention is interrupted (brat's discontinuous annotations). */
  readonly spans: readonly [Span, ...Span[]];
  readonly type: string;
  /** Empty where no concept is known; several where the mention names several at once ("ovarian and breast cancer"). */
  readonly concepts: readonly ConceptLink[];
  /**
   * The concepts as their source wrote them in one string, where that is not their ids joined by `|`: `D1+D2`, `D1,D2`, `-`. It counts only while it
   * names the same concepts.
   */
  readonly identifier?: string;
  /** What the name may mean instead, the likeliest first; absent where nobody asked. */
  readonly alternatives?: readonly ConceptChoice[];
  readonly score?: number;
  readonly origin: Origin;
  readonly attributes?: Attributes;
}

/** Where the text tells of a relation: a sentence and one mention of either concept, best first. */
export interface Evidence {
  readonly sentence: Span;
  readonly subject: Span;
  readonly object: Span;
  readonly score?: number;
}

/** A relation that the whole document claims between two concepts (not between two mentions). */
export interface Relation {
  readonly type: string;
  readonly subject: ConceptId;
  readonly object: ConceptId;
  readonly score?: number;
  readonly evidence: readonly Evidence[];
  readonly origin: Origin;
  readonly negated?: boolean;
  readonly attributes?: Attributes;
}

export interface Annotations {
  /** In order of reading. */
  readonly mentions: readonly EntityMention[];
  readonly relations: readonly Relation[];
}

export interface AnnotatedDocument extends Document, Annotations {}

/** The stretch from a mention's first unit to its last, gaps included. */
export const extent = ({ spans }: Pick<EntityMention, 'spans'>): Span => ({
  start: spans[0].start,
  end: spans[spans.length - 1].end,
});

/** A mention's wording; the parts of an interrupted one are joined by a space. */
export const wording = (text: string, { spans }: EntityMention): string =>
  spans.map(({ start, end }) => text.slice(start, end)).join(' ');
