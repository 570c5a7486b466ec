import type { AnnotatedDocument } from '../../annotation/model';
import { markdownPassages } from '../../text/markdown';
import { splitSentences } from '../../text/sentences';
import { type Edit, rewritten } from './rewriting';

/** Every so many plain words one stands out, and every so many one is a link, wherever they are: in a name as well. */
const emphasised = 7;
const linked = 17;

/**
 * The document as notes in Markdown: the title as a heading, the first half of the abstract as a paragraph, the second as a list with an item a
 * sentence, some words with emphasis, some as links.
 */
export function asMarkdownNotes(document: AnnotatedDocument): AnnotatedDocument {
  const { text, passages } = document;
  const [title, ...rest] = passages;
  if (!title) return document;
  const sentences = rest.flatMap(({ span }) => splitSentences(text, span));
  const listed = sentences.slice(Math.ceil(sentences.length / 2));
  const edits: Edit[] = [{ start: title.span.start, end: title.span.start, text: '# ' }];
  const begin = (at: number, marks: string) =>
    // The space before goes; it is no part of any mention.
    edits.push({ start: text[at - 1] === ' ' ? at - 1 : at, end: at, text: marks });
  if (sentences.length > 0) begin(sentences[0].start, '\n\n## Notes\n\n');
  listed.forEach(({ start }, item) => {
    begin(start, item === 0 ? '\n\n## Findings\n\n- ' : '\n- ');
  });
  return rewritten(
    document,
    [...edits, ...marked(text)].sort((a, b) => a.start - b.start || a.end - b.end),
    markdownPassages,
  );
}

/** Marks around words of letters between two spaces: what stands there can neither end markup nor begin it. */
function marked(text: string): Edit[] {
  const edits: Edit[] = [];
  let word = 0;
  for (const { index, 0: letters } of text.matchAll(/(?<= )\p{L}+(?= )/gu)) {
    word++;
    const around = marksOf(word);
    if (!around) continue;
    const end = index + letters.length;
    edits.push({ start: index, end: index, text: around[0] }, { start: end, end, text: around[1] });
  }
  return edits;
}

const marksOf = (word: number): readonly [string, string] | undefined => {
  if (word % linked === 0) return ['[', `](https://example.org/notes#${word})`];
  if (word % emphasised !== 0) return undefined;
  return word % 2 === 0 ? ['**', '**'] : ['*', '*'];
};
