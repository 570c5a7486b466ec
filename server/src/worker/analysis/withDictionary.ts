import { besideModel } from '../../pipeline/besideModel';
import type { Analyser } from './analyser';

/** A model that has the dictionary's mentions of what it does not know beside its own. */
export const withDictionary = (model: Analyser, dictionary: Analyser): Analyser => ({
  ...model,
  async annotateUnit(document, unit, given, options) {
    const found = await model.annotateUnit(document, unit, given, options);
    if (given !== undefined && given !== 'none') return found;
    const { mentions } = await dictionary.annotateUnit(document, unit);
    return { ...found, mentions: besideModel(found.mentions, model.model?.entityTypes ?? [], mentions) };
  },
});
