import type { ConceptId } from '../../annotation/model';

/** Names with the concept that annotators gave them, learned from a corpus. */
export class NameLexicon {
  constructor(private readonly concepts: ReadonlyMap<string, ConceptId>) {}

  /** What annotators meant by a name, as their corpus writes the id. */
  find(wording: string, type: string): ConceptId | undefined {
    return this.concepts.get(key(wording, type));
  }

  /** @param sightings one for every annotated mention; a name's most frequent concept wins, then the first seen */
  static learn(sightings: Iterable<{ wording: string; type: string; concept: ConceptId }>): NameLexicon {
    const counts = new Map<string, Map<ConceptId, number>>();
    for (const { wording, type, concept } of sightings) {
      const name = key(wording, type);
      const votes = counts.get(name) ?? new Map<ConceptId, number>();
      votes.set(concept, (votes.get(concept) ?? 0) + 1);
      counts.set(name, votes);
    }
    return new NameLexicon(new Map([...counts].map(([name, votes]) => [name, mostVoted(votes)])));
  }

  /** Both lexicons in one; what `other` says of a name counts. */
  with(other: NameLexicon): NameLexicon {
    return new NameLexicon(new Map([...this.concepts, ...other.concepts]));
  }

  /** The `names.tsv` of a model folder: type, name, concept id; sorted, so that equal lexicons are equal files. */
  toTsv(): string {
    return [...this.concepts]
      .map(([name, concept]) => `${name}\t${concept}\n`)
      .sort()
      .join('');
  }

  static fromTsv(text: string): NameLexicon {
    const rows = text.split('\n').filter((line) => line !== '');
    return new NameLexicon(
      new Map(
        rows.map((line, i) => {
          const [type, name, concept] = line.split('\t');
          if (!concept)
            throw new Error(`names.tsv, line ${i + 1}: expected type, name and concept id between tabs`);
          return [`${type}\t${name}`, concept];
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

const mostVoted = (votes: ReadonlyMap<ConceptId, number>): ConceptId =>
  [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0];
