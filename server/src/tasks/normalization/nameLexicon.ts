import type { ConceptId } from '../../annotation/model';
import { CandidateFinder } from '../../terminology/candidates/candidates';
import { type NameLevel, nameLevels } from '../../terminology/candidates/levels';
import { finished, inSlices } from '../../terminology/candidates/slices';
import { IndexBuilder } from '../../terminology/index/builder';
import { TermIndex } from '../../terminology/index/termIndex';

/** Keys of fewer characters are mostly symbols; at the looser levels they would match what they do not mean. */
const shortestKey = 5;

/** What annotators meant by a name: concept ids, joined by | where they gave it several at once, with how often they did. */
interface Sense {
  readonly ids: string;
  readonly count: number;
}

/** Names with the concepts that annotators gave them, learned from a corpus. */
export class NameLexicon {
  /** Concept ids by type and key, for each level but the letters; made when they are first asked for. */
  readonly #levels = new Map<NameLevel['id'], ReadonlyMap<string, string>>();

  #similar: CandidateFinder | undefined;

  /** @param senses by type and name */
  constructor(private readonly senses: ReadonlyMap<string, Sense>) {}

  /**
   * What annotators meant by a name, as their corpus writes the ids: several where they gave it several at once.
   * @param level how much of the wording may differ
   */
  find(wording: string, type: string, level: NameLevel = nameLevels[0]): ConceptId[] | undefined {
    const ids =
      level.id === 'letters'
        ? this.senses.get(key(wording, type))?.ids
        : this.#atLevel(level).get(`${type}\t${level.key(wording)}`);
    return ids?.split('|');
  }

  /** What annotators meant by the most similar name, with the cosine of the two names' n-grams. */
  similar(wording: string, type: string): { ids: ConceptId[]; similarity: number } | undefined {
    const { index } = this.#finder();
    const [nearest] = this.#finder().similar(wording, type);
    return nearest && { ids: index.id(nearest.concept).split('|'), similarity: nearest.similarity };
  }

  /** Makes ready what `similar` and the looser levels need, while the process goes on answering. */
  async prepare(): Promise<void> {
    for (const level of nameLevels) if (!this.#levels.has(level.id)) await inSlices(this.#buildLevel(level));
    await this.#finder().prepare();
  }

  /** The names as an index of their own. */
  #finder(): CandidateFinder {
    if (this.#similar) return this.#similar;
    const builder = new IndexBuilder();
    for (const [name, { ids }] of this.senses) {
      const [type, wording] = name.split('\t');
      builder.add({ id: ids, preferredName: wording, synonyms: [], types: [type] });
    }
    const { bytes } = builder.build('annotated names');
    const index = new TermIndex(Uint8Array.from(bytes).buffer, 'annotated names');
    this.#similar = new CandidateFinder(index, { similar: 1 });
    return this.#similar;
  }

  #atLevel(level: NameLevel): ReadonlyMap<string, string> {
    return this.#levels.get(level.id) ?? finished(this.#buildLevel(level));
  }

  *#buildLevel(level: NameLevel): Generator<void, ReadonlyMap<string, string>> {
    const votes = new Votes();
    for (const [name, { ids, count }] of this.senses) {
      const [type, wording] = name.split('\t');
      const levelKey = level.key(wording);
      if (levelKey.length >= shortestKey) votes.add(`${type}\t${levelKey}`, ids, count);
      yield;
    }
    const concepts = new Map([...votes.winners()].map(([name, { ids }]) => [name, ids]));
    this.#levels.set(level.id, concepts);
    return concepts;
  }

  /** @param sightings one for every annotated mention; a name's most frequent concepts win, then the first seen */
  static learn(
    sightings: Iterable<{ wording: string; type: string; concepts: readonly ConceptId[] }>,
  ): NameLexicon {
    const votes = new Votes();
    for (const { wording, type, concepts } of sightings) votes.add(key(wording, type), concepts.join('|'), 1);
    return new NameLexicon(new Map(votes.winners()));
  }

  /** Both lexicons in one; what `other` says of a name counts. */
  with(other: NameLexicon): NameLexicon {
    return new NameLexicon(new Map([...this.senses, ...other.senses]));
  }

  /**
   * The `names.tsv` of a model folder: type, name, concept ids joined by |, how often annotators gave the name these; sorted, so that equal lexicons
   * are equal files.
   */
  toTsv(): string {
    return [...this.senses]
      .map(([name, { ids, count }]) => `${name}\t${ids}\t${count}\n`)
      .sort()
      .join('');
  }

  /** The count may be missing: models of earlier versions have none. */
  static fromTsv(text: string): NameLexicon {
    const rows = text.split('\n').filter((line) => line !== '');
    return new NameLexicon(
      new Map(
        rows.map((line, i) => {
          const [type, name, ids, count = '1'] = line.split('\t');
          if (!ids || !/^\d+$/.test(count))
            throw new Error(
              `names.tsv, line ${i + 1}: expected type, name, concept ids and a count between tabs`,
            );
          return [`${type}\t${name}`, { ids, count: Number(count) }];
        }),
      ),
    );
  }
}

class Votes {
  readonly #counts = new Map<string, Map<string, number>>();

  add(name: string, ids: string, count: number): void {
    const counts = this.#counts.get(name) ?? new Map<string, number>();
    counts.set(ids, (counts.get(ids) ?? 0) + count);
    this.#counts.set(name, counts);
  }

  /** For each name the ids with the most votes; of equals those that came first. */
  *winners(): Generator<[string, Sense]> {
    for (const [name, counts] of this.#counts) {
      const [ids, count] = [...counts].reduce((best, vote) => (vote[1] > best[1] ? vote : best));
      yield [name, { ids, count }];
    }
  }
}

/** Case, hyphens and white space do not tell names apart. */
export const normaliseName = (wording: string): string =>
  wording
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();

const key = (wording: string, type: string): string => `${type}\t${normaliseName(wording)}`;
