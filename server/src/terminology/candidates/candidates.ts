import type { NameKind } from '../index/layout';
import type { TermIndex } from '../index/termIndex';
import { conceptsOfType } from './conceptsOfType';
import { GramIndex, type GramOptions } from './gramIndex';
import type { KeptNumbers } from './keptNumbers';
import { type NameLevel, nameLevels } from './levels';
import { LevelTable } from './levelTable';
import { finished, inSlices, type Turn } from './slices';
import { WordExchanges } from './wordExchanges';

/** A concept that a mention may mean, with the name that speaks for it. */
export interface Candidate {
  readonly concept: number;
  /** Number of the name within the index. */
  readonly name: number;
  /** The strictest level at which the name matches; absent where it is only similar. */
  readonly level?: NameLevel['id'];
  /** 1 where a level matches, otherwise the cosine of the n-grams. */
  readonly similarity: number;
}

export interface CandidateOptions extends GramOptions {
  /** How many similar names are added to those that match. */
  readonly similar?: number;
  /** Where the tables are kept from one process to the next. */
  readonly kept?: KeptNumbers;
}

/**
 * Finds the concepts that a mention may mean: all with a name that matches at some level, the strictest level first, then the most similar ones by
 * character n-grams. That takes tables, which are built in about two seconds for the embedded index: by `prepare`, or by the first
 * question.
 */
export class CandidateFinder {
  #tables: CandidateTables | undefined;
  #preparing: Promise<CandidateTables> | undefined;
  readonly #similar: number;
  /** One name is asked for several times over: by itself, as a part of another, for its first candidate. */
  readonly #recent = new Map<string, { readonly most: number; readonly found: readonly Candidate[] }>();

  constructor(
    readonly index: TermIndex,
    private readonly options: CandidateOptions = {},
  ) {
    this.#similar = options.similar ?? 20;
  }

  /** Builds the tables while the process goes on answering. Questions asked meanwhile build them at once. */
  async prepare(turn?: Turn): Promise<void> {
    this.#preparing ??= inSlices(building(this.index, this.options), turn);
    const tables = await this.#preparing;
    this.#tables ??= tables;
  }

  #ready(): CandidateTables {
    this.#tables ??= finished(building(this.index, this.options));
    return this.#tables;
  }

  /**
   * @param wording a mention's text, or the long form that it stands for
   * @param type only concepts of this type; all where absent
   */
  find(wording: string, type?: string): Candidate[] {
    const found = new Map<number, Candidate>();
    const add = (candidate: Candidate) => {
      if (!found.has(candidate.concept)) found.set(candidate.concept, candidate);
    };
    for (const level of nameLevels) this.matching(level, wording, type).forEach(add);
    this.similar(wording, type).forEach(add);
    return [...found.values()];
  }

  /** The concepts with a name that matches at a level, preferred names before synonyms. The strictest two levels need no tables. */
  matching(level: NameLevel, wording: string, type?: string): Candidate[] {
    const { index } = this;
    const accepts = this.#accepting(type);
    return this.#matching(level, wording)
      .map((name) => ({ concept: index.conceptOfName(name), name, level: level.id, similarity: 1 }))
      .filter(({ concept }) => accepts(concept))
      .sort((a, b) => weight(index, a.name) - weight(index, b.name) || a.concept - b.concept);
  }

  /**
   * The concepts with a name that differs from `wording` in one word, by an exchange that makes no difference elsewhere, with the number of concepts
   * where it makes none; the most first.
   */
  exchanged(wording: string, type?: string): { readonly concept: number; readonly concepts: number }[] {
    const { levels, exchanges } = this.#ready();
    const accepts = this.#accepting(type);
    const most = new Map<number, number>();
    for (const { stems, concepts } of exchanges.of(wording))
      for (const name of levels.get(stemsLevel)!.findKey([...stems].sort().join(' '))) {
        const concept = this.index.conceptOfName(name);
        if (accepts(concept) && (most.get(concept) ?? 0) < concepts) most.set(concept, concepts);
      }
    return [...most]
      .map(([concept, concepts]) => ({ concept, concepts }))
      .sort((a, b) => b.concepts - a.concepts || a.concept - b.concept);
  }

  /** The concepts with the most similar names, nearest first. */
  similar(wording: string, type?: string, limit = this.#similar): Candidate[] {
    const key = `${type}\t${wording}`;
    const most = Math.max(limit, this.#similar);
    let known = this.#recent.get(key);
    if (!known || known.most < most) {
      const found = this.#ready().grams.nearest(wording, most, this.#accepting(type));
      known = { most, found };
      if (this.#recent.size >= mostRecent) this.#recent.clear();
      this.#recent.set(key, known);
    }
    return known.found.slice(0, limit);
  }

  /** For any concept its name that is most similar to `wording`. */
  nearestName(wording: string): (concept: number) => { name: number; similarity: number } {
    const similarity = this.#ready().grams.measure(wording);
    return (concept) => {
      const { first, end } = this.index.namesOf(concept);
      let nearest = { name: first, similarity: 0 };
      for (let name = first; name < end; name++) {
        const found = similarity(name);
        if (found > nearest.similarity) nearest = { name, similarity: found };
      }
      return nearest;
    };
  }

  #accepting(type: string | undefined): (concept: number) => boolean {
    if (type === undefined) return () => true;
    const concepts = conceptsOfType(this.index, type);
    return (concept) => concepts[concept] === 1;
  }

  #matching(level: NameLevel, wording: string): number[] {
    // The index itself is the table of the keys; of names that differ in letters alone it keeps one.
    if (level.id === 'letters')
      return this.index
        .lookup(wording)
        .map(({ name }) => name)
        .filter((name) => level.key(this.index.name(name)) === level.key(wording));
    if (level.id === 'key') return this.index.lookup(wording).map(({ name }) => name);
    return this.#ready().levels.get(level)!.find(wording);
  }
}

const mostRecent = 500;
const stemsLevel = nameLevels.find(({ id }) => id === 'stems')!;

interface CandidateTables {
  readonly levels: ReadonlyMap<NameLevel, LevelTable>;
  readonly grams: GramIndex;
  readonly exchanges: WordExchanges;
}

function* building(index: TermIndex, options: CandidateOptions): Generator<void, CandidateTables> {
  const levels = new Map<NameLevel, LevelTable>();
  for (const level of nameLevels)
    if (!isInIndex(level)) levels.set(level, yield* LevelTable.building(index, level, options.kept));
  return {
    levels,
    grams: yield* GramIndex.building(index, options, options.kept),
    exchanges: yield* WordExchanges.building(index, options.kept),
  };
}

/** The index itself is the table of the keys. */
const isInIndex = ({ id }: NameLevel): boolean => id === 'letters' || id === 'key';

/** Preferred names before synonyms before loose names. */
const weight = (index: TermIndex, name: number): NameKind => index.kind(name);
