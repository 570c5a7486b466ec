import { conceptsOf, type Meaning } from '../../annotation/meaning';
import type { ConceptId } from '../../annotation/model';
import type { CandidateFinder } from '../../terminology/candidates/candidates';
import type { ConceptRef, Terminologies } from '../../terminology/terminologies';
import { equivalentsOf } from './equivalents';
import { Features } from './features';
import type { NameLexicon } from './nameLexicon';
import type { NameVectors } from './nameVectors';
import type { Question } from './questions';

/** What choices are drawn from. */
export interface Knowledge {
  readonly lexicon: NameLexicon;
  readonly terminologies: Terminologies;
  /** One for each index of the terminologies, in their order. */
  readonly finders: readonly CandidateFinder[];
  /** Vectors of the names, likewise, once they are made; models without a name encoder have none. */
  readonly vectors?: readonly NameVectors[];
}

/** One thing that a name may mean. */
export interface Choice {
  readonly meaning: Meaning;
  /** Where a terminology has it: each concept that it names. */
  readonly concepts: readonly (ConceptRef | undefined)[];
  /** Other ids of its concept; none where several concepts are meant. See `equivalentsOf`. */
  readonly equivalents: readonly ConceptId[];
  readonly features: Features;
}

/** The choices of one question, found one after the other; what is found twice is one choice. */
export class Choices {
  readonly #byMeaning = new Map<Meaning, Choice>();

  constructor(private readonly terminologies: Terminologies) {}

  /** The choice of this meaning, which from now on is one. */
  at(meaning: Meaning): Choice {
    let choice = this.#byMeaning.get(meaning);
    if (!choice) {
      const named = conceptsOf(meaning).map((id) => this.#named(id));
      choice = {
        meaning,
        concepts: named.map(({ concept }) => concept),
        equivalents: named.length === 1 ? named[0].equivalents : [],
        features: new Features(),
      };
      this.#byMeaning.set(meaning, choice);
    }
    return choice;
  }

  /** The concept of an id, else the one that has another id for the same. */
  #named(id: ConceptId): { concept: ConceptRef | undefined; equivalents: readonly ConceptId[] } {
    const found = this.terminologies.find(id);
    const equivalents = equivalentsOf(id, found, this.terminologies);
    const [same] = equivalents;
    return {
      concept: found ?? (same === undefined ? undefined : this.terminologies.find(same)),
      equivalents,
    };
  }

  get all(): readonly Choice[] {
    return [...this.#byMeaning.values()];
  }
}

/** Finds choices of a question, and tells of each what the source knows. */
export type ChoiceSource = (question: Question, choices: Choices, knowledge: Knowledge) => void;
