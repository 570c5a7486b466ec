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
  readonly features: Features;
}

/** The concept with another id for the same. */
function equivalent(id: ConceptId, terminologies: Terminologies): ConceptRef | undefined {
  const [same] = equivalentsOf(id, terminologies);
  return same === undefined ? undefined : terminologies.find(same);
}

/** The choices of one question, found one after the other; what is found twice is one choice. */
export class Choices {
  readonly #byMeaning = new Map<Meaning, Choice>();

  constructor(private readonly terminologies: Terminologies) {}

  /** The choice of this meaning, which from now on is one. */
  at(meaning: Meaning): Choice {
    let choice = this.#byMeaning.get(meaning);
    if (!choice) {
      const concepts = conceptsOf(meaning).map(
        (id) => this.terminologies.find(id) ?? equivalent(id, this.terminologies),
      );
      choice = { meaning, concepts, features: new Features() };
      this.#byMeaning.set(meaning, choice);
    }
    return choice;
  }

  get all(): readonly Choice[] {
    return [...this.#byMeaning.values()];
  }
}

/** Finds choices of a question, and tells of each what the source knows. */
export type ChoiceSource = (question: Question, choices: Choices, knowledge: Knowledge) => void;
