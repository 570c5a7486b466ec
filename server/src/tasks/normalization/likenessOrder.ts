import { conceptsOf } from '../../annotation/meaning';
import type { ConceptId, ConceptLink } from '../../annotation/model';
import { unlinked } from '../../annotation/unlinked';
import type { Candidate } from '../../terminology/candidates/candidates';
import { type NameLevel, nameLevels } from '../../terminology/candidates/levels';
import type { TermIndex } from '../../terminology/index/termIndex';
import type { Knowledge } from './choices';
import { compositeReadings } from './composites';
import { normaliseName } from './nameLexicon';
import type { Question } from './questions';
import { shortened } from './shortened';

// Both chosen on BC5CDR's train part, each fifth of it with the names of the others.
/** Names less similar than this are not the same. */
const leastSimilarity = 0.4;
/** What annotators meant by a name is taken before the name of a terminology that is more similar by no more than this. */
const annotatedAhead = 0.1;
/** Wordings of fewer characters have too few n-grams to resemble anything. */
const shortestSimilar = 5;
/** Answers that are remembered. A text has the same names many times over. */
const mostKnown = 10_000;

type Links = readonly ConceptLink[];
type Resembling = Candidate & { readonly index: TermIndex };

/**
 * Finds the concepts of a name without a ranker: from the strictest to the loosest level of likeness, first what annotators meant by it, then
 * a terminology's concept of that name and type; then those of the parts of a composite ("ovarian and breast cancer").
 */
export class LikenessOrder {
  readonly #known = new Map<string, Links | undefined>();

  constructor(private readonly knowledge: Knowledge) {}

  /** A name as it stands, for those who cannot wait for tables. */
  linkPlain(wording: string, type: string): Links {
    const plain = nameLevels.slice(0, 2).map((level) => this.#atLevel(level, wording, type));
    return plain.find((links) => links !== undefined) ?? [{ id: unlinked(normaliseName(wording)) }];
  }

  /** What the first of a question's names means that anything is known of; otherwise what its name as it is read resembles. */
  answer({ type, names }: Question): Links {
    const inOrder = [...names].sort((a, b) => rank(a, names) - rank(b, names));
    for (const { name } of inOrder) {
      const links = this.#find(name, type);
      if (links) return links;
    }
    return this.#link(names[0].name, type);
  }

  /**
   * What a name means; a name that nothing knows has the concept of the most similar one, or of the most of its words. One that resembles nothing
   * stands for itself, so that equal names in a document are still one concept.
   * @param type the mention's entity type: only concepts of that type are meant
   * @returns one link, or several for a name of several concepts
   */
  #link(wording: string, type: string): Links {
    return (
      this.#find(wording, type) ?? this.#guess(wording, type) ?? [{ id: unlinked(normaliseName(wording)) }]
    );
  }

  /** The concepts of a name that matches at some level, or whose parts do. */
  #find(wording: string, type: string): Links | undefined {
    return this.#remembered(
      `find\t${type}\t${wording}`,
      () => this.#whole(wording, type) ?? this.#parts(wording, type),
    );
  }

  /** The concept of a similar name, or of one that is left when words are left out. */
  #guess(wording: string, type: string): Links | undefined {
    return this.#remembered(`guess\t${type}\t${wording}`, () => {
      const similar = this.#similar(wording, type);
      if (similar) return similar;
      for (const rest of shortened(wording)) {
        const links = this.#whole(rest, type);
        if (links) return links;
      }
      return undefined;
    });
  }

  #remembered(question: string, answer: () => Links | undefined): Links | undefined {
    if (this.#known.has(question)) return this.#known.get(question);
    if (this.#known.size >= mostKnown) this.#known.clear();
    const links = answer();
    this.#known.set(question, links);
    return links;
  }

  #whole(wording: string, type: string): Links | undefined {
    for (const level of nameLevels) {
      const links = this.#atLevel(level, wording, type);
      if (links) return links;
    }
    return undefined;
  }

  #atLevel(level: NameLevel, wording: string, type: string): Links | undefined {
    const annotated = this.knowledge.lexicon.find(wording, type, level);
    if (annotated) return annotated.map((id) => this.#named(id));
    for (const finder of this.knowledge.finders) {
      const candidates = finder.matching(level, wording, type);
      if (candidates.length > 0) return [linkTo(finder.index, oldest(finder.index, candidates))];
    }
    return undefined;
  }

  #parts(wording: string, type: string): Links | undefined {
    for (const parts of compositeReadings(wording)) {
      const links = parts.map((part) => this.#whole(part, type));
      if (links.every((each) => each !== undefined)) return distinct(links.flat());
    }
    return undefined;
  }

  #similar(wording: string, type: string): Links | undefined {
    if (wording.length < shortestSimilar) return undefined;
    const [annotated] = this.knowledge.lexicon.similar(wording, type);
    const nearest = this.knowledge.finders
      .flatMap((finder) => finder.similar(wording, type, 1).map((each) => ({ ...each, index: finder.index })))
      .reduce<Resembling | undefined>(
        (best, each) => (best && best.similarity >= each.similarity ? best : each),
        undefined,
      );
    if (annotated && annotated.similarity >= leastSimilarity)
      if (!nearest || annotated.similarity + annotatedAhead >= nearest.similarity)
        return conceptsOf(annotated.meaning).map((id) => this.#named(id));
    return nearest && nearest.similarity >= leastSimilarity ? [linkTo(nearest.index, nearest)] : undefined;
  }

  #named(id: ConceptId): ConceptLink {
    const known = this.knowledge.terminologies.find(id);
    return known ? linkTo(known.index, known) : { id };
  }
}

/**
 * A long form that is the mention itself is asked first, then one that stands for the same letters elsewhere, and only then the letters
 * themselves: short forms mean many things.
 */
function rank({ role }: Question['names'][number], all: Question['names']): number {
  if (role === 'read') return all.some((each) => each.role === 'written') ? 0 : 2;
  return { elsewhere: 1, written: 3, partner: 4, spelled: 5 }[role];
}

const linkTo = (index: TermIndex, { concept }: Pick<Candidate, 'concept'>): ConceptLink => ({
  id: index.id(concept),
  name: index.preferredName(concept),
});

const distinct = (links: Links): Links => [...new Map(links.map((link) => [link.id, link])).values()];

/**
 * Annotators of years past could not choose descriptors that came later. MeSH gave those nine digits, and before that such a substance was a
 * supplementary concept (`MESH:C…`), which a terminology may still hold beside it.
 */
function oldest(index: TermIndex, candidates: readonly Candidate[]): Candidate {
  const age = ({ concept }: Candidate): number => {
    const id = index.id(concept);
    return /^MESH:D\d{9}$/.test(id) ? 2 : id.startsWith('MESH:C') ? 1 : 0;
  };
  return candidates.reduce((best, each) => (age(each) < age(best) ? each : best));
}
