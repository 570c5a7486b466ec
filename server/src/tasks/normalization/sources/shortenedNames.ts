import { nameLevels } from '../../../terminology/candidates/levels';
import type { ChoiceSource } from '../choices';
import { shortened } from '../shortened';
import { strength } from './strength';

/** Only what is left with most of its words is taken: the ways of leaving out go on to single words. */
const mostReadings = 8;
/** A rest may be what many names begin or end with. */
const mostMatches = 5;

/** The concepts of what is left of a name when words are left out ("spring allergic rhinitis"). */
export const shortenedNames: ChoiceSource = ({ type, names: [{ name }] }, choices, { lexicon, finders }) => {
  let matched = 0;
  for (const rest of shortened(name)) {
    if (matched >= mostReadings) return;
    const kept = rest.length / name.length;
    for (const level of nameLevels.slice(0, 3)) {
      const meanings = [
        ...lexicon.senses(rest, type, level).map(({ meaning }) => meaning),
        ...finders.flatMap((finder) =>
          finder.matching(level, rest, type).map(({ concept }) => finder.index.id(concept)),
        ),
      ].slice(0, mostMatches);
      for (const meaning of meanings)
        choices.at(meaning).features.raise('words left out', kept * strength[level.id]);
      if (meanings.length > 0) {
        matched++;
        break;
      }
    }
  }
};
