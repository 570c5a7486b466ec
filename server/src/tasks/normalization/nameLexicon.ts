import type { ConceptId } from '../../annotation/model';
import { type NameLevel, nameLevels } from '../../terminology/candidates/levels';

/** Keys of fewer characters are mostly symbols; at the looser levels they would match what they do not mean. */
const shortestKey = 5;

/** Names with the concepts that annotators gave them, learned from a corpus. */
export class NameLexicon {
  /** Concepts by type and key, for each level but the letters; made when they are first asked for. */
  readonly #levels = new Map<NameLevel['id'], ReadonlyMap<string, string>>();

  /** @param concepts by type and name, several ids of one name joined by | */
  constructor(private readonly concepts: ReadonlyMap<string, string>) {}

  /**
   * What annotators meant by a name, as their corpus writes the ids: several where they gave it several at once.
   * @param level how much of the wording may differ
   */
  find(wording: string, type: string, level: NameLevel = nameLevels[0]): ConceptId[] | undefined {
    if (level.id === 'letters') return this.concepts.get(key(wording, type))?.split('|');
    return this.#atLevel(level)
      .get(`${type}\t${level.key(wording)}`)
      ?.split('|');
  }

  #atLevel(level: NameLevel): ReadonlyMap<string, string> {
    const known = this.#levels.get(level.id);
    if (known) return known;
    const concepts = new Map<string, string>();
    for (const [name, ids] of this.concepts) {
      const [type, wording] = name.split('\t');
      const levelKey = level.key(wording);
      const place = `${type}\t${levelKey}`;
      if (levelKey.length >= shortestKey && !concepts.has(place)) concepts.set(place, ids);
    }
    this.#levels.set(level.id, concepts);
    return concepts;
  }

  /** @param sightings one for every annotated mention; a name's most frequent concepts win, then the first seen */
  static learn(
    sightings: Iterable<{ wording: string; type: string; concepts: readonly ConceptId[] }>,
  ): NameLexicon {
    const counts = new Map<string, Map<string, number>>();
    for (const { wording, type, concepts } of sightings) {
      const name = key(wording, type);
      const ids = concepts.join('|');
      const votes = counts.get(name) ?? new Map<string, number>();
      votes.set(ids, (votes.get(ids) ?? 0) + 1);
      counts.set(name, votes);
    }
    return new NameLexicon(new Map([...counts].map(([name, votes]) => [name, mostVoted(votes)])));
  }

  /** Both lexicons in one; what `other` says of a name counts. */
  with(other: NameLexicon): NameLexicon {
    return new NameLexicon(new Map([...this.concepts, ...other.concepts]));
  }

  /** The `names.tsv` of a model folder: type, name, concept ids joined by |; sorted, so that equal lexicons are equal files. */
  toTsv(): string {
    return [...this.concepts]
      .map(([name, ids]) => `${name}\t${ids}\n`)
      .sort()
      .join('');
  }

  static fromTsv(text: string): NameLexicon {
    const rows = text.split('\n').filter((line) => line !== '');
    return new NameLexicon(
      new Map(
        rows.map((line, i) => {
          const [type, name, ids] = line.split('\t');
          if (!ids)
            throw new Error(`names.tsv, line ${i + 1}: expected type, name and concept ids between tabs`);
          return [`${type}\t${name}`, ids];
        }),
      ),
    );
  }
}

/** Case, hyphens and white space do not tell names apart. */
export const normaliseName = (wording: string): string =>
  wording
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();

const key = (wording: string, type: string): string => `${type}\t${normaliseName(wording)}`;

const mostVoted = (votes: ReadonlyMap<string, number>): string =>
  [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0];
