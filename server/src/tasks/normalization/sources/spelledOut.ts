import { isSymbol } from '../abbreviates';
import type { ChoiceSource } from '../choices';

const most = 10;

/** What a symbol that the text does not explain could be short for, among the names that annotators have seen ("ALF"). */
export const spelledOutNames: ChoiceSource = ({ type, names: [{ name }] }, choices, { lexicon }) => {
  if (!isSymbol(name)) return;
  for (const { meaning, fit } of lexicon.spelledOut(name, type, most))
    choices.at(meaning).features.raise('could be short for', fit);
};
