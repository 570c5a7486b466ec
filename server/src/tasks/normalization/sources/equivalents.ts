import type { ChoiceSource } from '../choices';
import { featuresOfNames } from '../features';

/** The other ids of the concepts that are choices: what a terminology says of the names of one is true of both. */
export const equivalentIds: ChoiceSource = (_, choices) => {
  for (const { equivalents, features } of choices.all)
    for (const same of equivalents)
      for (const name of featuresOfNames) choices.at(same).features.raise(name, features.get(name));
};
