import { corpusLanguageOf } from '../../server/src/formats/layout/languages';
import type { CorpusLanguage } from '../../server/src/formats/layout/layout';

/** How files of a format are read in an editor. @param format as the command line calls it */
export const languageOf = (format: string): CorpusLanguage =>
  corpusLanguageOf(format === 'jsonl' ? 'jsonl-annotations' : format, '')!;
