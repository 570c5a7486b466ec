import { type EntityMention, extent } from '../annotation/model';
import { overlaps, type Span } from '../text/span';
import { applyToMentions, type DecidedMentions } from './applyToMentions';
import type { MentionDecision } from './decision';
import { type Disagreement, disagreementsOnMentions } from './disagreements';
import type { Stretch } from './stretch';
import { placeKey } from './subject';

/** What mentions are known by: what they mean, and where they stand. */
const names = {
  concepts: ({ concepts }: EntityMention): readonly string[] => concepts.map(({ id }) => id),
  places: (mention: EntityMention): readonly string[] => [placeKey([extent(mention)])],
};

/** A stretch of a text with what stands there by persons' decisions. It never changes; what is seldom asked for is made when it is. */
export class Part implements Stretch {
  static readonly names = names;
  readonly start: number;
  readonly end: number;
  readonly found: readonly EntityMention[];
  readonly decisions: readonly MentionDecision[];
  readonly standing: DecidedMentions;
  #gone?: Readonly<Record<keyof typeof names, readonly string[]>>;
  #disagreements?: readonly Disagreement[];

  constructor(stretch: Stretch) {
    this.start = stretch.start;
    this.end = stretch.end;
    this.found = stretch.found;
    this.decisions = stretch.decisions;
    this.standing = applyToMentions(stretch);
  }

  /** Mentions that share a unit with a span. */
  over(span: Span): readonly EntityMention[] {
    return this.standing.mentions.filter((mention) => overlaps(extent(mention), span));
  }

  /** Names that what was found here has, and what stands here has not. */
  get gone(): Readonly<Record<keyof typeof names, readonly string[]>> {
    const goneOf = (namesOf: (mention: EntityMention) => readonly string[]) => {
      const now = new Set(this.standing.mentions.flatMap(namesOf));
      return this.found.flatMap(namesOf).filter((name) => !now.has(name));
    };
    this.#gone ??= { concepts: goneOf(names.concepts), places: goneOf(names.places) };
    return this.#gone;
  }

  get disagreements(): readonly Disagreement[] {
    this.#disagreements ??= disagreementsOnMentions(this.decisions);
    return this.#disagreements;
  }
}
