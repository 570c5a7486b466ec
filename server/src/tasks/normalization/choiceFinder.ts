import { meaningOf } from '../../annotation/meaning';
import { isUnlinked } from '../../annotation/unlinked';
import type { KeptNumbers } from '../../terminology/candidates/keptNumbers';
import { nameLevels } from '../../terminology/candidates/levels';
import { inSlices, type Turn } from '../../terminology/candidates/slices';
import { WordRarity } from '../../terminology/candidates/wordRarity';
import { type Choice, type ChoiceSource, Choices, type Knowledge } from './choices';
import { describeChoices } from './describe';
import { isLate } from './lateDescriptor';
import type { LikenessOrder } from './likenessOrder';
import type { Question } from './questions';
import { annotatedNames, sensesOf } from './sources/annotated';
import { partsOfComposites } from './sources/composite';
import { equivalentIds } from './sources/equivalents';
import { exchangedWords } from './sources/exchangedWords';
import { shortenedNames } from './sources/shortenedNames';
import { similarNames } from './sources/similar';
import { spelledOutNames } from './sources/spelledOut';
import { terminologyNames } from './sources/terminology';

/** Every choice that matches by name. */
const matching: readonly ChoiceSource[] = [annotatedNames, terminologyNames];
/** Choices for names that do not plainly say what they mean. */
const resembling: readonly ChoiceSource[] = [
  partsOfComposites,
  shortenedNames,
  exchangedWords,
  similarNames,
  spelledOutNames,
];

/** Annotators who gave a name the same concepts this often agree. */
const plainShare = 0.8;
/** Choices that are remembered, those of some hundred names. A text has the same names many times over. */
const mostKnown = 8_000;

/** All that a name may mean, with what is known of each choice but what the document says. */
export class ChoiceFinder {
  readonly #known = new Map<string, readonly Choice[]>();
  #knownChoices = 0;
  #rarity: WordRarity | undefined;

  constructor(
    private readonly knowledge: Knowledge,
    private readonly order: LikenessOrder,
    private readonly kept?: KeptNumbers,
  ) {}

  /** Builds the tables that questions need. To be called, and waited for, before the first. */
  async prepare(turn?: Turn): Promise<void> {
    const { lexicon, finders, terminologies } = this.knowledge;
    await lexicon.prepare(turn);
    for (const finder of finders) await finder.prepare(turn);
    this.#rarity ??= await inSlices(WordRarity.building(terminologies.indexes, this.kept), turn);
  }

  find(question: Question): readonly Choice[] {
    const key = `${question.mentionType ?? ''}\t${question.type}\t${question.names.map(({ role, name }) => `${role}\t${name}`).join('\t')}`;
    const known = this.#known.get(key);
    if (known) return known;
    if (!this.#rarity) throw new Error('The choices of a name were asked for before prepare was done.');
    const choices = new Choices(this.knowledge.terminologies);
    for (const source of matching) source(question, choices, this.knowledge);
    if (!this.#isPlain(question)) for (const source of resembling) source(question, choices, this.knowledge);
    equivalentIds(question, choices, this.knowledge);
    const ids = this.#first(question);
    if (ids) choices.at(meaningOf(ids)).features.set('first by likeness', 1);
    describeChoices(question, choices, this.knowledge, this.#rarity);
    const found = choices.all;
    this.#remember(key, found);
    return found;
  }

  #remember(key: string, choices: readonly Choice[]): void {
    if (this.#knownChoices + choices.length > mostKnown) {
      this.#known.clear();
      this.#knownChoices = 0;
    }
    this.#known.set(key, choices);
    this.#knownChoices += choices.length;
  }

  /** Names that annotators agree on, and names of exactly one concept that nobody annotated, need no similar ones beside them. */
  #isPlain(question: Question): boolean {
    const { lexicon, terminologies } = this.knowledge;
    const [{ name }] = question.names;
    const senses = sensesOf(question, name, nameLevels[0], lexicon);
    if (senses.length > 0) {
      const all = senses.reduce((sum, { count }) => sum + count, 0);
      return senses[0].count >= plainShare * all && all > 0;
    }
    const found = terminologies
      .lookup(name)
      .filter(({ index, concept }) => index.types(concept).includes(question.type));
    return found.length === 1 && !isLate(found[0].index.id(found[0].concept));
  }

  /** What would be answered without a ranker. */
  #first(question: Question): string[] | undefined {
    const ids = this.order.answer(question).map(({ id }) => id);
    return isUnlinked(ids[0]) ? undefined : ids;
  }
}
