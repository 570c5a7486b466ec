import type { ChoiceSource } from '../choices';
import { equivalentsOf } from '../equivalents';
import { featuresOfNames } from '../features';

/** The other ids of the concepts that are choices: what a terminology says of the names of one is true of both. */
export const equivalentIds: ChoiceSource = (_, choices, { terminologies }) => {
  for (const { meaning, features } of choices.all)
    for (const same of equivalentsOf(meaning, terminologies))
      for (const name of featuresOfNames) choices.at(same).features.raise(name, features.get(name));
};
