import type { NameKind } from '../index/layout';
import type { TermIndex } from '../index/termIndex';
import { GramIndex, type GramOptions } from './gramIndex';
import { type NameLevel, nameLevels } from './levels';
import { LevelTable } from './levelTable';

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
}

/**
 * Finds the concepts that a mention may mean: all with a name that matches at some level, the strictest level first, then the most similar ones by
 * character n-grams. The tables are built when they are first needed, which takes about two seconds for the embedded index.
 */
export class CandidateFinder {
  readonly #tables = new Map<NameLevel, LevelTable>();
  #grams: GramIndex | undefined;
  readonly #similar: number;

  constructor(
    readonly index: TermIndex,
    private readonly options: CandidateOptions = {},
  ) {
    this.#similar = options.similar ?? 20;
  }

  /**
   * @param wording a mention's text, or the long form that it stands for
   * @param type only concepts of this type; all where absent
   */
  find(wording: string, type?: string): Candidate[] {
    const { index } = this;
    const accepts = (concept: number) => type === undefined || index.types(concept).includes(type);
    const found = new Map<number, Candidate>();
    for (const level of nameLevels) {
      const candidates = this.#matching(level, wording)
        .map((name) => ({ concept: index.conceptOfName(name), name, level: level.id, similarity: 1 }))
        .filter(({ concept }) => accepts(concept) && !found.has(concept))
        .sort((a, b) => weight(index, a.name) - weight(index, b.name) || a.concept - b.concept);
      for (const candidate of candidates)
        if (!found.has(candidate.concept)) found.set(candidate.concept, candidate);
    }
    this.#grams ??= new GramIndex(index, this.options);
    for (const { name, similarity } of this.#grams.nearest(wording, this.#similar, accepts)) {
      const concept = index.conceptOfName(name);
      if (!found.has(concept)) found.set(concept, { concept, name, similarity });
    }
    return [...found.values()];
  }

  #matching(level: NameLevel, wording: string): number[] {
    // The index itself is the table of the keys; of names that differ in letters alone it keeps one.
    if (level.id === 'letters')
      return this.index
        .lookup(wording)
        .map(({ name }) => name)
        .filter((name) => level.key(this.index.name(name)) === level.key(wording));
    if (level.id === 'key') return this.index.lookup(wording).map(({ name }) => name);
    let table = this.#tables.get(level);
    if (!table) {
      table = new LevelTable(this.index, level);
      this.#tables.set(level, table);
    }
    return table.find(wording);
  }
}

/** Preferred names before synonyms before loose names. */
const weight = (index: TermIndex, name: number): NameKind => index.kind(name);
