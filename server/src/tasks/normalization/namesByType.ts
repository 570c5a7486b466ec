import type { TermIndex } from '../../terminology/index/termIndex';
import type { Span } from '../../text/span';

/**
 * An order of the names of an index in which those of one type stand together, so that what is looked for among them is read in one go: the
 * index sorts by ids, which mixes the types.
 */
export class NamesByType {
  readonly #placeOf: Uint32Array;
  readonly #nameAt: Uint32Array;
  /** Where the names of concepts with equal types stand. */
  readonly #stretches: ReadonlyMap<readonly string[], Span>;

  constructor(index: TermIndex) {
    this.#placeOf = new Uint32Array(index.nameCount);
    this.#nameAt = new Uint32Array(index.nameCount);
    const stretches = new Map(index.meta.typeSets.map((types) => [types, { start: 0, end: 0 }]));
    for (let concept = 0; concept < index.conceptCount; concept++) {
      const { first, end } = index.namesOf(concept);
      stretches.get(index.types(concept))!.end += end - first;
    }
    let start = 0;
    for (const stretch of stretches.values()) {
      const names = stretch.end;
      stretch.start = stretch.end = start;
      start += names;
    }
    for (let concept = 0; concept < index.conceptCount; concept++) {
      const { first, end } = index.namesOf(concept);
      const stretch = stretches.get(index.types(concept))!;
      for (let name = first; name < end; name++) {
        this.#placeOf[name] = stretch.end;
        this.#nameAt[stretch.end++] = name;
      }
    }
    this.#stretches = stretches;
  }

  placeOf(name: number): number {
    return this.#placeOf[name];
  }

  nameAt(place: number): number {
    return this.#nameAt[place];
  }

  /** Where the names of the concepts of a type stand. */
  stretchesOf(type: string): Span[] {
    return [...this.#stretches].filter(([types]) => types.includes(type)).map(([, stretch]) => stretch);
  }

  /** Writes rows of numbers in this order. @param rows `width` numbers for each name of the index */
  arrange(rows: Int8Array, target: Int8Array, width: number): void {
    const names = this.#nameAt;
    for (let place = 0, end = 0; place < names.length; place = end) {
      const name = names[place];
      for (end = place + 1; end < names.length && names[end] === name + end - place; ) end++;
      target.set(rows.subarray(name * width, (name + end - place) * width), place * width);
    }
  }
}
