import { nameLevels } from '../../../terminology/candidates/levels';
import { NameKind } from '../../../terminology/index/layout';
import type { ChoiceSource } from '../choices';
import type { FeatureName } from '../features';
import { strength } from './strength';

const featureOfKind: Readonly<Record<NameKind, FeatureName>> = {
  [NameKind.preferred]: 'preferred name',
  [NameKind.synonym]: 'synonym',
  [NameKind.loose]: 'loose name',
};
/** Names that match more concepts than this say nothing. */
const mostMatches = 20;

/** The concepts that terminologies have for the names, at each level of likeness. */
export const terminologyNames: ChoiceSource = ({ type, names }, choices, { finders }) => {
  for (const { role, name } of names)
    for (const finder of finders)
      for (const level of nameLevels)
        for (const found of finder.matching(level, name, type).slice(0, mostMatches)) {
          const { features } = choices.at(finder.index.id(found.concept));
          if (role === 'read') features.raise(`terminology ${level.id}`, 1);
          else features.raise(`terminology, ${role}`, strength[level.id]);
          features.raise(featureOfKind[finder.index.kind(found.name)], strength[level.id]);
        }
};
