import { qualifiedConceptId } from '../../annotation/conceptId';
import type { ConceptId } from '../../annotation/model';

/** Places of a concept in the hierarchy of its terminology, as tree numbers (`D02.455.426`); none where nothing is known of it. */
export type PlacesOf = (id: ConceptId) => readonly string[];

/** What is counted of one concept, or of all concepts below one place of a hierarchy. */
interface Count {
  /** Documents with a candidate pair of it; those with several concepts of a place count once for each. */
  readonly documents: number;
  /** Those of them in which some pair of it was related. */
  readonly related: number;
}

/** A candidate pair of a gold document. */
export interface JudgedPair {
  /** Tells documents apart. */
  readonly document: number;
  readonly relation: string;
  readonly subject: ConceptId;
  readonly object: ConceptId;
  readonly related: boolean;
}

/** Numbers of `ConceptRates.describe` for both ends of a pair. */
export const rateWidth = 8;

/** A rate is drawn to that of the place above as if that had been seen in so many documents. */
const weightAbove = 10;
/** Deeper places hold too few concepts to say anything. */
const deepest = 5;

const sides = ['subject', 'object'] as const;
type Side = (typeof sides)[number];

/**
 * In how many of the documents that a model learned from each concept was in a relation: some diseases are mostly side effects, others mostly what is
 * treated. Documents count, not pairs: a disease beside ten chemicals is in ten pairs that say one thing of it. Concepts that were seen seldom, or
 * never, go by the branch of the hierarchy that they are in. Only single concepts are counted, so a pair that was related once is no more likely
 * than others of its two concepts.
 */
export class ConceptRates {
  /** @param counts by relation, side, and id or tree number */
  private constructor(
    private readonly counts: ReadonlyMap<string, Count>,
    private readonly placesOf: PlacesOf,
  ) {}

  /** Of a model that learned nothing of concepts. */
  static none(placesOf: PlacesOf = () => []): ConceptRates {
    return new ConceptRates(new Map(), placesOf);
  }

  /** @param before what was counted already */
  static learn(judged: Iterable<JudgedPair>, placesOf: PlacesOf, before?: ConceptRates): ConceptRates {
    const inDocuments = new Map<string, { relation: string; side: Side; id: ConceptId; related: boolean }>();
    for (const { document, relation, related, ...pair } of judged)
      for (const side of sides) {
        const id = qualifiedConceptId(pair[side]);
        const key = `${document}\t${keyOf(relation, side, id)}`;
        const known = inDocuments.get(key);
        inDocuments.set(key, { relation, side, id, related: related || known?.related === true });
      }
    const counts = new Map(before?.counts);
    for (const { relation, side, id, related } of inDocuments.values()) {
      const above = placesOf(id).flatMap(branches);
      for (const place of new Set(['', ...above, id])) {
        const key = keyOf(relation, side, place);
        const count = counts.get(key) ?? { documents: 0, related: 0 };
        counts.set(key, {
          documents: count.documents + 1,
          related: count.related + Number(related),
        });
      }
    }
    return new ConceptRates(counts, placesOf);
  }

  /** What `toTsv` wrote. @throws Error with a sentence where a line is wrong */
  static fromTsv(text: string, placesOf: PlacesOf): ConceptRates {
    const counts = new Map<string, Count>();
    const lines = text.split('\n');
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      if (line === '' || line.startsWith('#')) continue;
      const count = countIn(line);
      if (!count)
        throw new Error(
          `line ${i + 1} should hold a relation, a side, an id or a place, and two counts, but is "${line}".`,
        );
      counts.set(...count);
    }
    return new ConceptRates(counts, placesOf);
  }

  toTsv(): string {
    const lines = [...this.counts].map(([key, { documents, related }]) => `${key}\t${documents}\t${related}`);
    return ['# relation\tside\tconcept or place\tdocuments\trelated', ...lines.sort(), ''].join('\n');
  }

  /**
   * For one end of a candidate pair: the rates of its branch, of its place and of itself (log odds against those of any concept), and in how many
   * documents it was seen.
   */
  describe(relation: string, side: Side, given: ConceptId): number[] {
    const id = qualifiedConceptId(given);
    const of = (place: string) => this.counts.get(keyOf(relation, side, place));
    const all = of('') ?? { documents: 0, related: 0 };
    const prior = (all.related + 1) / (all.documents + 5);
    const drawn = (rate: number, place: string) => {
      const count = of(place);
      return count ? (count.related + weightAbove * rate) / (count.documents + weightAbove) : rate;
    };
    // A concept with several places has the mean of what they say.
    const ways = this.placesOf(id).map((place) => {
      const steps: number[] = [];
      for (const above of branches(place)) steps.push(drawn(steps.at(-1) ?? prior, above));
      return { branch: steps[Math.min(1, steps.length - 1)], place: steps[steps.length - 1] };
    });
    const branch = mean(ways.map((way) => way.branch)) ?? prior;
    const place = mean(ways.map((way) => way.place)) ?? prior;
    const rates = [branch, place, drawn(place, id)];
    return [...rates.map((rate) => logOdds(rate) - logOdds(prior)), Math.log1p(of(id)?.documents ?? 0)];
  }
}

/** A line's first three columns, which are `keyOf` them, and its count in the other two. */
function countIn(line: string): [key: string, count: Count] | undefined {
  const second = line.indexOf('\t', line.indexOf('\t') + 1);
  const third = line.indexOf('\t', second + 1);
  const last = line.lastIndexOf('\t');
  if (second <= 0 || third < 0 || line.indexOf('\t', third + 1) !== last) return undefined;
  const documents = Number(line.slice(third + 1, last));
  const related = Number(line.slice(last + 1));
  return documents > 0 && related >= 0 && related <= documents
    ? [line.slice(0, third), { documents, related }]
    : undefined;
}

const keyOf = (relation: string, side: Side, place: string): string => `${relation}\t${side}\t${place}`;

/** A place and those above it, the topmost first. */
function branches(place: string): string[] {
  const parts = place.split('.').slice(0, deepest);
  return parts.map((_, i) => parts.slice(0, i + 1).join('.'));
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

const logOdds = (rate: number): number => Math.log(rate / (1 - rate));
