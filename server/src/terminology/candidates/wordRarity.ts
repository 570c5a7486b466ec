import type { TermIndex } from '../index/termIndex';
import { stemsOf } from './levels';

/** Names that are read between two pauses of building. */
const namesAStep = 1_000;

/** How rare words are among the names of a terminology: the inverse document frequency of their stems. */
export class WordRarity {
  private constructor(
    private readonly frequency: ReadonlyMap<string, number>,
    private readonly names: number,
  ) {}

  /** Builds in steps of a few milliseconds. */
  static *building(indexes: readonly TermIndex[]): Generator<void, WordRarity> {
    const frequency = new Map<string, number>();
    let names = 0;
    for (const index of indexes)
      for (let name = 0; name < index.nameCount; name++) {
        for (const word of new Set(stemsOf(index.name(name))))
          frequency.set(word, (frequency.get(word) ?? 0) + 1);
        if (++names % namesAStep === 0) yield;
      }
    return new WordRarity(frequency, names);
  }

  /** At least 1; the rarest words have about 12. */
  of(stem: string): number {
    return Math.log((this.names + 1) / ((this.frequency.get(stem) ?? 0) + 1)) + 1;
  }
}
