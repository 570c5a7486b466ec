import { markdownPassages } from '../../text/markdown';
import type { Passage } from '../../text/passage';
import { plainTextPassages } from '../../text/plainText';
import { looksLikePubTator, pubTatorPassages } from './pubTatorPassages';

/**
 * What of an open document is read. A PubTator file is read at the offsets of the file; its own annotations are not
 * looked at, since the editor shows them already.
 */
export function readPassages(text: string, languageId: string): Passage[] {
  if (languageId === 'pubtator' || looksLikePubTator(text)) return pubTatorPassages(text);
  return languageId === 'markdown' ? markdownPassages(text) : plainTextPassages(text);
}
