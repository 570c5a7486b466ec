import { qualifiedConceptId } from '../../annotation/conceptId';
import { conceptsOf, type Meaning, meaningOf } from '../../annotation/meaning';
import type { ConceptId } from '../../annotation/model';
import { CandidateFinder } from '../../terminology/candidates/candidates';
import { type NameLevel, nameLevels } from '../../terminology/candidates/levels';
import { finished, inSlices, type Turn } from '../../terminology/candidates/slices';
import { IndexBuilder } from '../../terminology/index/builder';
import { TermIndex } from '../../terminology/index/termIndex';
import { abbreviates } from './abbreviates';

/** Keys of fewer characters are mostly symbols; at the looser levels they would match what they do not mean. */
const shortestKey = 5;

/** One of the things that annotators meant by a name. */
export interface Sense {
  readonly meaning: Meaning;
  /** How often they did so in the training documents. */
  readonly count: number;
  /** How often they did so in other corpora, where other rules may hold. */
  readonly elsewhere: number;
}

/** A mention that an annotator gave concepts. */
export interface NamedConcepts {
  readonly wording: string;
  readonly type: string;
  readonly concepts: readonly ConceptId[];
}

/** Names with the concepts that annotators gave them, learned from corpora. */
export class NameLexicon {
  /** Senses by type and key, for each level but the letters; made when they are first asked for. */
  readonly #levels = new Map<NameLevel['id'], ReadonlyMap<string, readonly Sense[]>>();
  #finder: CandidateFinder | undefined;
  #counts: ReadonlyMap<string, Sense> | undefined;
  /** Names with their senses by type and first letter, likewise. */
  #byLetter: Map<string, [string, readonly Sense[]][]> | undefined;

  /** @param names for each type and name (see `key`) its senses, the most frequent first */
  private constructor(private readonly names: ReadonlyMap<string, readonly Sense[]>) {}

  /**
   * What annotators meant by a name, the most frequent first.
   * @param level how much of the wording may differ
   */
  senses(wording: string, type: string, level: NameLevel = nameLevels[0]): readonly Sense[] {
    const found =
      level.id === 'letters'
        ? this.names.get(key(wording, type))
        : this.#atLevel(level).get(`${type}\t${level.key(wording)}`);
    return found ?? [];
  }

  /** What annotators meant most often by a name. */
  find(wording: string, type: string, level?: NameLevel): ConceptId[] | undefined {
    const [first] = this.senses(wording, type, level);
    return first && conceptsOf(first.meaning);
  }

  /** What annotators meant by the most similar names, with the cosine of the two names' n-grams; the nearest first, each meaning once. */
  similar(wording: string, type: string, limit = 1): { meaning: Meaning; similarity: number }[] {
    const finder = this.#similarNames();
    return finder
      .similar(wording, type, limit)
      .map(({ concept, similarity }) => ({ meaning: finder.index.id(concept), similarity }));
  }

  /** What annotators meant by names that a symbol could be short for, with how well it fits (see `abbreviates`); the best first. */
  spelledOut(symbol: string, type: string, limit: number): { meaning: Meaning; fit: number }[] {
    const found = new Map<Meaning, { fit: number; votes: number }>();
    for (const [name, senses] of this.#beginningLike(symbol, type)) {
      const fit = abbreviates(symbol, name);
      if (fit === 0) continue;
      for (const { meaning, count, elsewhere } of senses) {
        const known = found.get(meaning) ?? { fit: 0, votes: 0 };
        found.set(meaning, { fit: Math.max(fit, known.fit), votes: known.votes + count + elsewhere });
      }
    }
    return [...found]
      .map(([meaning, { fit, votes }]) => ({ meaning, fit, votes }))
      .sort((a, b) => b.fit - a.fit || b.votes - a.votes)
      .slice(0, limit);
  }

  /** Names of a type with the first letter of a symbol that could be short for them. */
  #beginningLike(symbol: string, type: string): readonly (readonly [string, readonly Sense[]])[] {
    if (!this.#byLetter) {
      this.#byLetter = new Map();
      for (const [typeAndName, senses] of this.names) {
        const [type, name] = typeAndName.split('\t');
        const letter = `${type}\t${name[0]}`;
        const known = this.#byLetter.get(letter);
        if (known) known.push([name, senses]);
        else this.#byLetter.set(letter, [[name, senses]]);
      }
    }
    return this.#byLetter.get(`${type}\t${symbol.toLowerCase()[0]}`) ?? [];
  }

  /** How often annotators meant this, whatever the name. */
  total(meaning: Meaning, type: string): Sense | undefined {
    if (!this.#counts) {
      const votes = new Votes();
      for (const [name, senses] of this.names)
        for (const sense of senses) votes.add(`${typeOf(name)}\t${sense.meaning}`, sense);
      this.#counts = new Map([...votes.senses()].map(([name, senses]) => [name, senses[0]]));
    }
    return this.#counts.get(`${type}\t${meaning}`);
  }

  /** Makes ready what `similar` and the looser levels need, while the process goes on answering. */
  async prepare(turn?: Turn): Promise<void> {
    for (const level of nameLevels)
      if (!this.#levels.has(level.id)) await inSlices(this.#buildLevel(level), turn);
    await this.#similarNames().prepare(turn);
  }

  /** The names as an index of their own. */
  #similarNames(): CandidateFinder {
    if (this.#finder) return this.#finder;
    const builder = new IndexBuilder();
    for (const [name, senses] of this.names) {
      const [type, wording] = name.split('\t');
      for (const { meaning } of senses)
        builder.add({ id: meaning, preferredName: wording, synonyms: [], types: [type] });
    }
    const { bytes } = builder.build('annotated names');
    const index = new TermIndex(Uint8Array.from(bytes).buffer, 'annotated names');
    this.#finder = new CandidateFinder(index, { similar: 5 });
    return this.#finder;
  }

  #atLevel(level: NameLevel): ReadonlyMap<string, readonly Sense[]> {
    return this.#levels.get(level.id) ?? finished(this.#buildLevel(level));
  }

  *#buildLevel(level: NameLevel): Generator<void, ReadonlyMap<string, readonly Sense[]>> {
    const votes = new Votes();
    for (const [name, senses] of this.names) {
      const [type, wording] = name.split('\t');
      const levelKey = level.key(wording);
      if (levelKey.length >= shortestKey)
        for (const sense of senses) votes.add(`${type}\t${levelKey}`, sense);
      yield;
    }
    const senses = votes.senses();
    this.#levels.set(level.id, senses);
    return senses;
  }

  /**
   * @param own one for every annotated mention of the training documents
   * @param elsewhere the same of other corpora; they count where the training documents are silent
   */
  static learn(own: Iterable<NamedConcepts>, elsewhere: Iterable<NamedConcepts> = []): NameLexicon {
    const votes = new Votes();
    for (const { wording, type, concepts } of own)
      votes.add(key(wording, type), { meaning: meaningOf(concepts), count: 1, elsewhere: 0 });
    for (const { wording, type, concepts } of elsewhere)
      votes.add(key(wording, type), { meaning: meaningOf(concepts), count: 0, elsewhere: 1 });
    return new NameLexicon(votes.senses());
  }

  /** Both lexicons in one; what `other` says of a name counts. */
  with(other: NameLexicon): NameLexicon {
    return new NameLexicon(new Map([...this.names, ...other.names]));
  }

  /**
   * The `names.tsv` of a model folder: type, name, concept ids joined by |, how often annotators gave the name these, and how often those of
   * other corpora did; sorted, so that equal lexicons are equal files.
   */
  toTsv(): string {
    return [...this.names]
      .flatMap(([name, senses]) =>
        senses.map(({ meaning, count, elsewhere }) => `${name}\t${meaning}\t${count}\t${elsewhere}\n`),
      )
      .sort()
      .join('');
  }

  /** The counts may be missing: models of earlier versions have none. */
  static fromTsv(text: string): NameLexicon {
    const votes = new Votes();
    const lines = text === '' || text.endsWith('\n') ? text : `${text}\n`;
    line.lastIndex = 0;
    for (let i = 1; line.lastIndex < lines.length; i++) {
      const found = line.exec(lines);
      if (!found)
        throw new Error(`names.tsv, line ${i}: expected type, name, concept ids and two counts between tabs`);
      // Type and name stay together: that is their `key`.
      const name = found[1];
      if (name === undefined) continue;
      const ids = found[2];
      votes.add(name, {
        meaning: ids.includes('|') ? meaningOf(conceptsOf(ids)) : qualifiedConceptId(ids),
        count: Number(found[3] ?? 1),
        elsewhere: Number(found[4] ?? 0),
      });
    }
    return new NameLexicon(votes.senses());
  }
}

class Votes {
  readonly #senses = new Map<string, Sense[]>();

  add(name: string, sense: Sense): void {
    const senses = this.#senses.get(name);
    if (!senses) {
      this.#senses.set(name, [sense]);
      return;
    }
    const at = senses.findIndex(({ meaning }) => meaning === sense.meaning);
    if (at < 0) senses.push(sense);
    else senses[at] = sum(senses[at], sense);
  }

  /** For each name its senses, those with the most votes first; of equals those whose ids come first. */
  senses(): ReadonlyMap<string, readonly Sense[]> {
    for (const senses of this.#senses.values()) if (senses.length > 1) senses.sort(byVotes);
    return this.#senses;
  }
}

const sum = (a: Sense, b: Sense): Sense => ({
  meaning: a.meaning,
  count: a.count + b.count,
  elsewhere: a.elsewhere + b.elsewhere,
});

const byVotes = (a: Sense, b: Sense): number =>
  b.count - a.count || b.elsewhere - a.elsewhere || (a.meaning < b.meaning ? -1 : 1);

/** Case, hyphens and white space do not tell names apart. */
export const normaliseName = (wording: string): string =>
  wording
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();

/** A line of names.tsv, or an empty one: one pattern reads it several times as fast as steps from tab to tab. */
const line = /(?:([^\t\n]+\t[^\t\n]*)\t([^\t\n]+)(?:\t(\d+)(?:\t(\d+))?)?)?\n/y;

const key = (wording: string, type: string): string => `${type}\t${normaliseName(wording)}`;
const typeOf = (name: string): string => name.slice(0, name.indexOf('\t'));
