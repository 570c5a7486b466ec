import { DictionaryReader } from '../../pipeline/dictionaryReader';
import type { Terminologies } from '../../terminology/terminologies';
import type { Analyser } from './analyser';

/** Terminologies as an analyser; undefined where there are none. */
export function dictionaryOf(terminologies: Terminologies): Analyser | undefined {
  if (terminologies.indexes.length === 0) return undefined;
  const dictionary = new DictionaryReader(terminologies);
  return {
    cut: (document) => dictionary.cut(document),
    annotateUnit: async (document, unit, given) => dictionary.annotateUnit(document, unit, given),
    useWords: (words) => dictionary.useWords(words),
  };
}
