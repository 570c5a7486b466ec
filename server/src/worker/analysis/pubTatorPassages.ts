import type { Passage } from '../../text/passage';
import { span } from '../../text/span';

/** `PMID|t|title` and `PMID|a|abstract` lines; everything else in such a file is annotation. */
const textLine = /^\uFEFF?[^|\s]+\|([ta])\|(.*)$/gm;

export const looksLikePubTator = (text: string): boolean =>
  /^\uFEFF?\s*[^|\s]+\|t\|/.test(text.slice(0, 1000));

/** The titles and abstracts of a PubTator file as passages of the file itself, in order of reading. */
export function pubTatorPassages(text: string): Passage[] {
  const passages: Passage[] = [];
  for (const match of text.matchAll(textLine)) {
    const end = match.index + match[0].trimEnd().length;
    const start = Math.min(end, match.index + match[0].length - match[2].length);
    if (start === end) continue;
    passages.push({
      kind: match[1] === 't' ? 'title' : 'abstract',
      span: span(start, end),
      prose: [span(start, end)],
    });
  }
  return passages;
}
