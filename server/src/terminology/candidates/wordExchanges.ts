import { createHash } from 'node:crypto';
import type { TermIndex } from '../index/termIndex';
import { KeptNumbers, samples } from './keptNumbers';
import { stemsOf } from './levels';

/** Concepts that are read between two pauses of building. */
const conceptsAStep = 200;
/** A difference between two names of fewer concepts says nothing of other names. */
const fewestConcepts = 2;
/** Of a concept with more names the first are compared; all pairs of hundreds would take long and bring little. */
const mostNames = 24;
/** Exchanges of one word that are tried, the most frequent first. */
const mostTried = 12;

/** A word's stem in place of another; empty where the word is left out, or where one is put in. */
interface Exchange {
  readonly by: string;
  /** In how many concepts two names differ by nothing else. */
  readonly concepts: number;
}

/**
 * Words that names of one concept have in place of each other, or more than each other ("tumor" and "neoplasm", "disease" and nothing),
 * learned from the names of a terminology: what two names of some concepts differ by, others may differ by as well.
 */
export class WordExchanges {
  private constructor(private readonly exchanges: ReadonlyMap<string, readonly Exchange[]>) {}

  /** Builds in steps of a few milliseconds. */
  static *building(index: TermIndex, kept = new KeptNumbers()): Generator<void, WordExchanges> {
    const lines = yield* kept.of(
      `${index.sha256()}-exchanges-${stemsOfSamples(index)}`,
      Uint8Array,
      // The name tells how this program finds stems, and the rest of the file follows from them.
      () => true,
      function* () {
        return new TextEncoder().encode(yield* counting(index));
      },
    );
    const exchanges = new Map<string, Exchange[]>();
    for (const line of new TextDecoder().decode(lines).split('\n').slice(0, -1)) {
      const [from = '', by = '', concepts] = line.split('\t');
      const known = exchanges.get(from);
      if (known) known.push({ by, concepts: Number(concepts) });
      else exchanges.set(from, [{ by, concepts: Number(concepts) }]);
    }
    for (const [from, all] of exchanges)
      exchanges.set(from, all.sort((a, b) => b.concepts - a.concepts).slice(0, mostTried));
    return new WordExchanges(exchanges);
  }

  /** The stems of a name with one of them exchanged, left out or put in, and in how many concepts that made no difference. */
  *of(name: string): Generator<{ readonly stems: readonly string[]; readonly concepts: number }> {
    const stems = stemsOf(name);
    for (const [i, stem] of stems.entries())
      for (const { by, concepts } of this.exchanges.get(stem) ?? []) {
        const exchanged = [...stems.slice(0, i), ...(by === '' ? [] : [by]), ...stems.slice(i + 1)];
        if (exchanged.length > 0) yield { stems: exchanged, concepts };
      }
    for (const { by, concepts } of this.exchanges.get('') ?? [])
      if (!stems.includes(by)) yield { stems: [...stems, by], concepts };
  }
}

function stemsOfSamples(index: TermIndex): string {
  const hash = createHash('sha256');
  for (const name of samples(index.nameCount)) hash.update(`${stemsOf(index.name(name)).join(' ')}\n`);
  return hash.digest('hex');
}

/** A line an exchange, in both directions: the two stems and the number of concepts between tabs. */
function* counting(index: TermIndex): Generator<void, string> {
  const counts = new Map<string, number>();
  for (let concept = 0; concept < index.conceptCount; concept++) {
    const { first, end } = index.namesOf(concept);
    const names: string[][] = [];
    for (let name = first; name < Math.min(end, first + mostNames); name++)
      names.push(stemsOf(index.name(name)));
    const found = new Set<string>();
    for (const [i, a] of names.entries())
      for (const b of names.slice(i + 1)) {
        const exchange = differenceOf(a, b);
        if (exchange) found.add(exchange.join('\t')).add(exchange.reverse().join('\t'));
      }
    for (const exchange of found) counts.set(exchange, (counts.get(exchange) ?? 0) + 1);
    if (concept % conceptsAStep === 0) yield;
  }
  return [...counts]
    .filter(([, concepts]) => concepts >= fewestConcepts)
    .map(([exchange, concepts]) => `${exchange}\t${concepts}\n`)
    .join('');
}

/** What two names that share a word differ by, where that is one word at most on either side. */
function differenceOf(a: readonly string[], b: readonly string[]): [string, string] | undefined {
  if (Math.abs(a.length - b.length) > 1) return undefined;
  const left = [...b];
  const missing: string[] = [];
  for (const word of a) {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    else missing.push(word);
    if (missing.length > 1) return undefined;
  }
  const differs = missing.length + left.length > 0 && left.length <= 1;
  return differs && missing.length < a.length ? [missing[0] ?? '', left[0] ?? ''] : undefined;
}
