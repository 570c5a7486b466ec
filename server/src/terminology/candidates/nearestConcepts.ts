/** A concept with that of its names which is most like what was asked, and how alike the two are: the larger the nearer. */
export interface NearestConcept {
  readonly concept: number;
  readonly name: number;
  readonly similarity: number;
}

/** Finds the nearest of many concepts while names are told one by one, in any order. Of names equally alike the first of the index counts. */
export class NearestConcepts {
  /** The nearest first. */
  readonly #found: NearestConcept[] = [];
  #least = Number.NEGATIVE_INFINITY;

  /** @param limit how many concepts at most, one or more */
  constructor(private readonly limit: number) {}

  /** What is less alike than this is not among the nearest. */
  get least(): number {
    return this.#least;
  }

  get all(): readonly NearestConcept[] {
    return this.#found;
  }

  add(concept: number, name: number, similarity: number): void {
    if (similarity < this.#least) return;
    const found = this.#found;
    const added = { concept, name, similarity };
    const known = found.findIndex((each) => each.concept === concept);
    if (known >= 0) {
      if (!isNearer(added, found[known]!)) return;
      found.splice(known, 1);
    }
    let at = found.length;
    while (at > 0 && isNearer(added, found[at - 1]!)) at--;
    found.splice(at, 0, added);
    if (found.length > this.limit) found.pop();
    if (found.length === this.limit) this.#least = found[this.limit - 1]!.similarity;
  }
}

const isNearer = (a: NearestConcept, b: NearestConcept): boolean =>
  a.similarity > b.similarity || (a.similarity === b.similarity && a.name < b.name);
