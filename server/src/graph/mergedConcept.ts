import type { ConceptId, ConceptLink, EntityMention } from '../annotation/model';
import { extent } from '../annotation/model';
import type { GraphConcept, Place } from './model';

/** More different wordings of one concept are counted as mentions, but not kept. */
const mostWordings = 100;

/** One concept while documents come in. */
export class MergedConcept {
  #name?: string;
  readonly #types = new Map<string, number>();
  readonly #wordings = new Map<string, number>();
  readonly #places: Place[] = [];
  #mentionCount = 0;

  constructor(private readonly id: ConceptId) {}

  /** @param document its number; documents come one after the other */
  add(document: number, mention: EntityMention, wording: string, { name }: ConceptLink): void {
    this.#name ??= name;
    this.#mentionCount++;
    count(this.#types, mention.type);
    if (this.#wordings.has(wording) || this.#wordings.size < mostWordings) count(this.#wordings, wording);
    const last = this.#places.at(-1);
    if (last?.document !== document) this.#places.push({ document, mentionCount: 1, first: extent(mention) });
    else this.#places[this.#places.length - 1] = { ...last, mentionCount: last.mentionCount + 1 };
  }

  /**
   * @param preferredName what a terminology calls it, where no annotation says
   * @param otherName what to call it where no mention does either
   */
  finished(preferredName: string | undefined, otherName: string): GraphConcept {
    const wordings = mostFrequent(this.#wordings).map(([text, count]) => ({ text, count }));
    return {
      id: this.id,
      name: this.#name ?? preferredName ?? wordings[0]?.text ?? otherName,
      types: mostFrequent(this.#types).map(([type]) => type),
      wordings,
      mentionCount: this.#mentionCount,
      places: this.#places,
    };
  }
}

const count = (counts: Map<string, number>, key: string): unknown =>
  counts.set(key, (counts.get(key) ?? 0) + 1);

/** Among equals the first seen comes first. */
const mostFrequent = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([, a], [, b]) => b - a);
