import { stemsOf } from '../../terminology/candidates/levels';
import type { WordRarity } from '../../terminology/candidates/wordRarity';
import type { ConceptRef } from '../../terminology/terminologies';
import type { Choice, Choices, Knowledge } from './choices';
import { describeEquivalents } from './describeEquivalents';
import type { FeatureName, Features } from './features';
import { isLate, isLateSupplementary } from './lateDescriptor';
import type { Question } from './questions';
import { strength } from './sources/strength';

/** Fills in what is told of choices once all of them are known: likeness to the nearest name, kind of concept, comparison with the others. */
export function describeChoices(
  question: Question,
  choices: Choices,
  knowledge: Knowledge,
  rarity: WordRarity,
): void {
  const all = choices.all;
  const named = all.flatMap(({ concepts: [concept, ...others], features }) =>
    concept && others.length === 0 ? [{ concept, features }] : [],
  );
  const [read, ...others] = question.names;
  describeLikeness(read.name, named, knowledge, rarity);
  for (const { name } of others) describeOtherLikeness(name, named, knowledge);
  for (const choice of all) {
    const { features, meaning, concepts } = choice;
    const total = knowledge.lexicon.total(meaning, question.type);
    features.set('annotations of the concept', Math.log1p(total?.count ?? 0));
    features.set('annotations elsewhere of the concept', Math.log1p(total?.elsewhere ?? 0));
    features.set('several concepts', concepts.length > 1 ? 1 : 0);
    describeConcept(choice);
    describeEquivalents(choice, question.type, knowledge);
  }
  compare(question, all);
}

/** A choice that means one concept of a terminology. */
interface NamedChoice {
  readonly concept: ConceptRef;
  readonly features: Features;
}

/** How like the concepts' names the name as it is read is. */
function describeLikeness(
  name: string,
  choices: readonly NamedChoice[],
  knowledge: Knowledge,
  rarity: WordRarity,
): void {
  const nearest = nearestNames(name, knowledge);
  const similarity = vectorSimilarity(name, knowledge);
  const asked = wordsOf(name);
  for (const { concept, features } of choices) {
    const near = nearest(concept);
    features.set('n-grams', near.similarity);
    features.set('encoder', similarity(concept));
    const named = wordsOf(concept.index.name(near.name));
    features.set('words found', shared(asked.stems, named.stems, rarity));
    features.set('words said', shared(named.stems, asked.stems, rarity));
    features.set('last word', asked.stems.at(-1) === named.stems.at(-1) ? 1 : 0);
    features.set('numbers differ', asked.numbers === named.numbers ? 0 : 1);
  }
}

function describeOtherLikeness(name: string, choices: readonly NamedChoice[], knowledge: Knowledge): void {
  const nearest = nearestNames(name, knowledge);
  const similarity = vectorSimilarity(name, knowledge);
  for (const { concept, features } of choices) {
    features.raise('n-grams, other names', nearest(concept).similarity);
    features.raise('encoder, other names', similarity(concept));
  }
}

/** For any concept its name that is most like `name` by n-grams. */
function nearestNames(name: string, { finders }: Knowledge) {
  const byIndex = new Map(finders.map((finder) => [finder.index, finder.nearestName(name)]));
  return ({ index, concept }: ConceptRef) => byIndex.get(index)!(concept);
}

/** For any concept how like `name` the nearest of its names is by the name encoder; 0 without one. */
function vectorSimilarity(name: string, { vectors = [] }: Knowledge) {
  const byIndex = new Map(vectors.map((each) => [each.index, each.similarityTo(name)]));
  return ({ index, concept }: ConceptRef): number => {
    const similarity = byIndex.get(index);
    const { first, end } = index.namesOf(concept);
    let best = 0;
    for (let at = first; similarity && at < end; at++) best = Math.max(best, similarity(at));
    return best;
  };
}

interface Words {
  readonly stems: readonly string[];
  readonly numbers: string;
}

const wordsOf = (name: string): Words => ({
  stems: stemsOf(name),
  numbers: (name.match(/\d+|\b[ivx]+\b/gi) ?? []).sort().join(' '),
});

/** The share of `words`, by their rarity, that are among `others`. */
function shared(words: readonly string[], others: readonly string[], rarity: WordRarity): number {
  let all = 0;
  let found = 0;
  for (const word of words) {
    const weight = rarity.of(word);
    all += weight;
    if (others.includes(word)) found += weight;
  }
  return all === 0 ? 0 : found / all;
}

function describeConcept({ concepts, features, meaning }: Choice): void {
  const [concept] = concepts;
  features.set('supplementary', /MESH:C/.test(meaning) ? 1 : 0);
  features.set('late supplementary', isLateSupplementary(meaning) ? 1 : 0);
  features.set('late descriptor', isLate(meaning) ? 1 : 0);
  features.set('other terminology', meaning.startsWith('MESH:') ? 0 : 1);
  if (!concept) return;
  const trees = concept.index.treeNumbers(concept.concept);
  const depth = Math.max(0, ...trees.map((tree) => tree.split('.').length));
  const { first, end } = concept.index.namesOf(concept.concept);
  features.set('depth', depth / 8);
  features.set('names of the concept', Math.log(end - first) / 4);
}

const matches = [
  ...(Object.entries(strength) as [keyof typeof strength, number][]).flatMap(([level, worth]) => [
    [`terminology ${level}`, worth] as const,
    [`annotated ${level}`, worth] as const,
    [`annotated elsewhere ${level}`, worth] as const,
  ]),
] satisfies readonly (readonly [FeatureName, number])[];

/** Strength of the strictest level at which the choice has the name as it is read. */
const strictest = (features: Features): number =>
  matches.reduce((best, [name, worth]) => (features.get(name) > 0 && worth > best ? worth : best), 0);

function compare({ names }: Question, all: readonly Choice[]): void {
  const [{ name }] = names;
  const best = (feature: FeatureName) => Math.max(0, ...all.map(({ features }) => features.get(feature)));
  const grams = best('n-grams');
  const encoder = best('encoder');
  const found = all.map(({ features }) => strictest(features));
  const strict = Math.max(0, ...found);
  const equal = found.filter((each) => each === strict).length;
  const hasOlder = all.some(
    ({ meaning, features }) => meaning.startsWith('MESH:C') && strictest(features) >= 0.95,
  );
  // What the question itself is like decides how much the rest is worth.
  const asked: readonly (readonly [FeatureName, number])[] = [
    ['characters', Math.log(1 + name.length) / 4],
    ['words', Math.log(1 + name.split(/\s+/).length) / 2],
    ['symbol', name.length <= 6 && /[A-Z\d]{2}/.test(name) ? 1 : 0],
    ['has a long form', names.length > 1 ? 1 : 0],
    ['strictest match', strict],
    ['equal matches', strict > 0 ? Math.log(equal) : 0],
  ];
  for (const { features, meaning } of all) {
    features.set('n-grams below best', grams - features.get('n-grams'));
    features.set('encoder below best', encoder - features.get('encoder'));
    features.set('late descriptor beside an older', hasOlder && isLate(meaning) ? 1 : 0);
    for (const [feature, value] of asked) features.set(feature, value);
  }
}
