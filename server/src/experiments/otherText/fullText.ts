import type { AnnotatedDocument } from '../../annotation/model';
import { plainTextPassages } from '../../text/plainText';
import { shift } from '../../text/span';
import { hardWrapped } from './lineBreaks';

/** Length of a paper with its methods and its references, in UTF-16 units. */
const fullLength = 100_000;

/**
 * Several documents as the sections of one long text: each title is a section's heading, and the abstract stands below it. Relations are left out: the
 * document would relate what its parts never do.
 */
export function asFullTexts(documents: readonly AnnotatedDocument[]): AnnotatedDocument[] {
  const texts: AnnotatedDocument[] = [];
  let sections: AnnotatedDocument[] = [];
  let length = 0;
  for (const [index, document] of documents.entries()) {
    const section = hardWrapped(document);
    sections.push(section);
    length += section.text.length;
    if (length < fullLength && index < documents.length - 1) continue;
    texts.push(joined(sections, `full text ${texts.length + 1}`));
    sections = [];
    length = 0;
  }
  return texts;
}

function joined(sections: readonly AnnotatedDocument[], id: string): AnnotatedDocument {
  let text = '';
  const mentions = sections.flatMap((section) => {
    const start = text.length;
    text += `${section.text}\n\n`;
    return section.mentions.map((mention) => {
      const [first, ...rest] = mention.spans.map((span) => shift(span, start));
      return { ...mention, spans: [first, ...rest] as const };
    });
  });
  return { id, text, passages: plainTextPassages(text), mentions, relations: [] };
}
