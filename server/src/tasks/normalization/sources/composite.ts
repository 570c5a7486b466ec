import { type Meaning, meaningOf } from '../../../annotation/meaning';
import { nameLevels } from '../../../terminology/candidates/levels';
import type { ChoiceSource, Knowledge } from '../choices';
import { compositeReadings } from '../composites';
import { strength } from './strength';

/** A part that only resembles a name is worth so much less than its similarity. */
const similarWorth = 0.5;
const leastSimilar = 0.4;
const shortestSimilar = 5;

/** The concepts of the parts of a name of several ("ovarian and breast cancer"), each by its own best name. */
export const partsOfComposites: ChoiceSource = ({ type, names }, choices, knowledge) => {
  for (const { name } of names.slice(0, 1))
    for (const parts of compositeReadings(name)) {
      const found = parts.map((part) => likeliest(part, type, knowledge));
      if (!found.every((each) => each !== undefined)) continue;
      const meaning = meaningOf(found.flatMap((each) => each.meaning.split('|')));
      choices.at(meaning).features.raise('weakest part', Math.min(...found.map(({ worth }) => worth)));
    }
};

function likeliest(
  name: string,
  type: string,
  { lexicon, finders }: Knowledge,
): { meaning: Meaning; worth: number } | undefined {
  for (const level of nameLevels) {
    const worth = strength[level.id];
    const [sense] = lexicon.senses(name, type, level);
    if (sense) return { meaning: sense.meaning, worth };
    for (const finder of finders) {
      const [candidate] = finder.matching(level, name, type);
      if (candidate) return { meaning: finder.index.id(candidate.concept), worth };
    }
  }
  if (name.length < shortestSimilar) return undefined;
  const near = [
    ...lexicon.similar(name, type),
    ...finders.flatMap((finder) =>
      finder
        .similar(name, type, 1)
        .map(({ concept, similarity }) => ({ meaning: finder.index.id(concept), similarity })),
    ),
  ].sort((a, b) => b.similarity - a.similarity)[0];
  return near && near.similarity >= leastSimilar
    ? { meaning: near.meaning, worth: near.similarity * similarWorth }
    : undefined;
}
