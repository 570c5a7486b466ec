import type { ChoiceSource } from '../choices';

/** Names that match more concepts than this say nothing. */
const mostMatches = 5;
/** Seen in so many concepts, an exchange is worth half. */
const halfWorth = 4;

/** The concepts of what a name is when one word gives way to another that means the same ("hepatic tumor"). */
export const exchangedWords: ChoiceSource = ({ type, names: [{ name }] }, choices, { finders }) => {
  for (const finder of finders)
    for (const { concept, concepts } of finder.exchanged(name, type).slice(0, mostMatches))
      choices
        .at(finder.index.id(concept))
        .features.raise('word exchanged', concepts / (concepts + halfWorth));
};
