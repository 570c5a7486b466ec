import type { ChoiceSource } from '../choices';

/** Names of fewer characters have too few n-grams to resemble anything. */
const shortest = 4;
const mostInTerminology = 20;
const mostAnnotated = 5;
const mostByVector = 10;
/** Of a name that is only one of several, so many are enough. */
const mostOfOthers = 5;

/** The concepts with the most similar names, by character n-grams and by the name encoder. */
export const similarNames: ChoiceSource = ({ type, names }, choices, { finders, lexicon, vectors = [] }) => {
  for (const { role, name } of names) {
    if (name.length < shortest) continue;
    const most = role === 'read' ? mostInTerminology : mostOfOthers;
    for (const finder of finders)
      for (const { concept } of finder.similar(name, type, most)) choices.at(finder.index.id(concept));
    if (role !== 'read') continue;
    for (const each of vectors)
      for (const { concept } of each.nearest(name, mostByVector, type)) choices.at(each.index.id(concept));
    for (const { meaning, similarity } of lexicon.similar(name, type, mostAnnotated))
      choices.at(meaning).features.raise('annotated similar', similarity);
  }
};
