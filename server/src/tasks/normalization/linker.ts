import type { ConceptChoice, ConceptLink } from '../../annotation/model';
import { isUnlinked, unlinked } from '../../annotation/unlinked';
import { CandidateFinder } from '../../terminology/candidates/candidates';
import { KeptNumbers } from '../../terminology/candidates/keptNumbers';
import { inSlices, type Turn } from '../../terminology/candidates/slices';
import type { Terminologies } from '../../terminology/terminologies';
import { ChoiceFinder } from './choiceFinder';
import type { Choice, Knowledge } from './choices';
import { describeDocument } from './document';
import { LikenessOrder } from './likenessOrder';
import type { NameEncoder } from './nameEncoder';
import { type NameLexicon, normaliseName } from './nameLexicon';
import { NameVectors } from './nameVectors';
import { askedFor, type Question } from './questions';
import type { LinkingConfig, Ranked, Ranker } from './ranker';

/** Other choices that a mention keeps beside the one that was taken. */
const mostAlternatives = 4;
/** Choices less likely than this are not worth showing. */
const leastProbability = 0.005;

/** What a model learned for linking besides names. A model without it answers by likeness alone. */
export interface Learned {
  readonly config: LinkingConfig;
  readonly ranker: Ranker;
  /** Made when it is first needed: nothing that a text waits for at the start asks it. */
  readonly encoder?: () => NameEncoder;
}

/** The concepts of a mention. */
export interface Linked {
  readonly concepts: readonly ConceptLink[];
  readonly alternatives?: readonly ConceptChoice[];
}

/**
 * Finds the concepts that mentions mean: gathers what each name may mean and ranks it by a learned network, or, where the model has none for
 * the type, takes the first by likeness.
 */
export class Linker {
  readonly #knowledge: Knowledge;
  readonly #order: LikenessOrder;
  #choices: ChoiceFinder | undefined;
  #preparing: Promise<void> | undefined;

  constructor(
    lexicon: NameLexicon,
    terminologies: Terminologies,
    private readonly learned?: Learned,
    /** Where the tables are kept from one process to the next. */
    private readonly kept = new KeptNumbers(),
  ) {
    const finders = terminologies.indexes.map((index) => new CandidateFinder(index, { kept }));
    this.#knowledge = { lexicon, terminologies, finders };
    this.#order = new LikenessOrder(this.#knowledge);
  }

  /**
   * Builds the tables that names which are not plain need, while the process goes on answering. Takes seconds the first time.
   * @param turn is asked before each of many short pieces of that work; counts in the first call
   */
  prepare(turn?: Turn): Promise<void> {
    this.#preparing ??= this.#prepare(turn);
    return this.#preparing;
  }

  async #prepare(turn?: Turn): Promise<void> {
    await turn?.();
    const { terminologies } = this.#knowledge;
    const vectors: NameVectors[] = [];
    const encoder = this.learned?.encoder?.();
    if (encoder)
      for (const index of terminologies.indexes)
        vectors.push(await inSlices(NameVectors.building(index, encoder, this.kept), turn));
    const choices = new ChoiceFinder({ ...this.#knowledge, vectors }, this.#order, this.kept);
    await choices.prepare(turn);
    this.#choices = choices;
  }

  /** True once every name can be asked for without delay. */
  get isPrepared(): boolean {
    return this.#choices !== undefined;
  }

  /** Names as they stand, for those who cannot wait for `prepare`. */
  linkPlain({ type, names: [{ name }] }: Question): Linked {
    return { concepts: this.#order.linkPlain(name, this.#conceptType(type)) };
  }

  /**
   * What the names of one document mean. One that resembles nothing, or that the ranker finds in no terminology, stands for itself, so that
   * equal names in a document are still one concept.
   */
  async link(questions: readonly Question[]): Promise<Linked[]> {
    // Without a ranker, what annotators and terminologies write in the same way is the answer, and needs no tables.
    if (!this.learned && !this.isPrepared) {
      const plain = questions.map((question) => this.linkPlain(question));
      if (plain.every(({ concepts: [{ id }] }) => !isUnlinked(id))) return plain;
    }
    await this.prepare();
    const linked: Linked[] = new Array(questions.length);
    const asked = questions.map((question) => askedFor(this.#conceptType(question.type), question));
    const { ranked: known = {} } = this.learned?.config ?? {};
    const rankable = [...asked.entries()].filter(([, { type }]) => Object.hasOwn(known, type));
    const choices = new Map(rankable.map(([i, question]) => [i, this.#choices!.find(question)]));
    describeDocument([...choices].map(([i, each]) => ({ name: asked[i].names[0].name, choices: each })));
    // All are asked for before the first answer is waited for: choices are shared, and other documents describe them differently.
    const types = [...new Set(rankable.map(([, question]) => question.type))];
    const rankings = types.map(async (type) => {
      const ofType = rankable.filter(([, question]) => question.type === type).map(([i]) => i);
      // Equal questions have the same choices.
      const distinct = [...new Set(ofType.map((i) => choices.get(i)!))];
      const ranked = await this.learned!.ranker.rank(type, distinct);
      const answers = new Map(distinct.map((each, at) => [each, ranked[at]]));
      for (const i of ofType)
        linked[i] = this.#answer(asked[i], answers.get(choices.get(i)!)!, known[type].nothing);
    });
    await Promise.all(rankings);
    asked.forEach((question, i) => {
      linked[i] ??= { concepts: this.#order.answer(question) };
    });
    return linked;
  }

  #answer({ names }: Question, { choices, nothing }: Ranked, threshold: number): Linked {
    const shown = choices.filter(({ probability }) => probability >= leastProbability);
    const others = (from: number): ConceptChoice[] =>
      shown.slice(from, from + mostAlternatives).map(({ choice, probability }) => ({
        concepts: linksOf(choice, probability),
        score: probability,
      }));
    const [best] = choices;
    return !best || nothing >= threshold
      ? {
          concepts: [{ id: unlinked(normaliseName(names[0].name)), score: nothing }],
          alternatives: others(0),
        }
      : { concepts: linksOf(best.choice, best.probability), alternatives: others(1) };
  }

  #conceptType(type: string): string {
    const { conceptTypes = {} } = this.learned?.config ?? {};
    return Object.hasOwn(conceptTypes, type) ? conceptTypes[type] : type;
  }
}

const linksOf = ({ concepts, meaning }: Choice, score: number): ConceptLink[] =>
  meaning.split('|').map((id, i) => {
    const concept = concepts[i];
    return concept ? { id, name: concept.index.preferredName(concept.concept), score } : { id, score };
  });
