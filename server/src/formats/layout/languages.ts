import { biocJsonLanguage } from '../bioc/jsonLayout';
import { biocXmlLanguage } from '../bioc/xmlLayout';
import { bratLanguage } from '../brat/layout';
import { jsonLinesLanguage } from '../jsonl/layout';
import { pubTatorLanguage } from '../pubtator/layout';
import { detectFormat } from '../registry';
import { conllLanguage } from './conll';
import type { CorpusLanguage } from './layout';

const languages: readonly CorpusLanguage[] = [
  pubTatorLanguage,
  bratLanguage,
  conllLanguage,
  biocXmlLanguage,
  biocJsonLanguage,
  jsonLinesLanguage,
];

export const corpusLanguageIds: readonly string[] = languages.map(({ id }) => id);

/** Languages of editors that other files are written in, too: what a file holds says whether it is a corpus. */
const shared: readonly string[] = ['jsonl', 'json', 'xml'];

/** How a file of an editor is read as a corpus; undefined for others. @param languageId as the editor calls its language */
export function corpusLanguageOf(languageId: string, text: string): CorpusLanguage | undefined {
  return shared.includes(languageId) ? corpusLanguageIn(text) : languages.find(({ id }) => id === languageId);
}

/** How a file is read as a corpus, by what it holds. */
export function corpusLanguageIn(text: string): CorpusLanguage | undefined {
  const found = detectFormat(text.slice(0, 20_000)).id;
  return languages.find(({ format }) => format === found);
}
