import { createHash } from 'node:crypto';
import type { TermIndex } from '../index/termIndex';
import { KeptNumbers, samples } from './keptNumbers';
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
  static *building(indexes: readonly TermIndex[], kept = new KeptNumbers()): Generator<void, WordRarity> {
    const names = indexes.reduce((sum, { nameCount }) => sum + nameCount, 0);
    const counted = yield* kept.of(
      `${createHash('sha256')
        .update(indexes.map((index) => index.sha256()).join())
        .digest('hex')}-words`,
      Uint8Array,
      (found) => agrees(frequenciesOf(found), indexes),
      function* () {
        const frequency = yield* counting(indexes);
        return new TextEncoder().encode(
          [...frequency].map(([stem, count]) => `${stem}\t${count}\n`).join(''),
        );
      },
    );
    return new WordRarity(frequenciesOf(counted), names);
  }

  /** At least 1; the rarest words have about 12. */
  of(stem: string): number {
    return Math.log((this.names + 1) / ((this.frequency.get(stem) ?? 0) + 1)) + 1;
  }
}

function* counting(indexes: readonly TermIndex[]): Generator<void, Map<string, number>> {
  const frequency = new Map<string, number>();
  for (const index of indexes)
    for (let name = 0; name < index.nameCount; name++) {
      for (const word of new Set(stemsOf(index.name(name))))
        frequency.set(word, (frequency.get(word) ?? 0) + 1);
      if (name % namesAStep === 0) yield;
    }
  return frequency;
}

/** A line a stem, with how many names have it after a tab. */
const frequenciesOf = (lines: Uint8Array): Map<string, number> =>
  new Map(
    new TextDecoder()
      .decode(lines)
      .split('\n')
      .slice(0, -1)
      .map((line) => {
        const tab = line.lastIndexOf('\t');
        return [line.slice(0, tab), Number(line.slice(tab + 1))];
      }),
  );

const agrees = (frequency: ReadonlyMap<string, number>, indexes: readonly TermIndex[]): boolean =>
  indexes.every((index) =>
    [...samples(index.nameCount)].every((name) =>
      stemsOf(index.name(name)).every((stem) => frequency.get(stem)! > 0),
    ),
  );
