import { corpusLanguageOf } from '../../formats/layout/languages';
import { markdownPassages } from '../../text/markdown';
import type { Passage } from '../../text/passage';
import { plainTextPassages } from '../../text/plainText';
import { corpusPassages } from './corpusPassages';
import { looksLikePubTator, pubTatorPassages } from './pubTatorPassages';

/** Files in these are prose only where they are corpora. */
const dataLanguages = ['json', 'jsonl', 'xml'];

/**
 * What of an open document is read. A corpus file is read at the offsets of the file; its own annotations are not
 * looked at, since the editor shows them already.
 */
export function readPassages(text: string, languageId: string): Passage[] {
  if (languageId === 'pubtator' || looksLikePubTator(text)) return pubTatorPassages(text);
  const language = corpusLanguageOf(languageId, text);
  // A file of brat's annotations has no text of its own.
  if (language) return language.format === 'brat' ? [] : corpusPassages(text, language);
  if (dataLanguages.includes(languageId)) return [];
  return languageId === 'markdown' ? markdownPassages(text) : plainTextPassages(text);
}
