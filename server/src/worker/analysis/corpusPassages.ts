import type { CorpusLanguage, DocumentLayout } from '../../formats/layout/layout';
import type { Passage } from '../../text/passage';
import { type Span, shift } from '../../text/span';

/** The texts of a corpus file's documents as passages of the file itself, in order of reading. */
export function corpusPassages(text: string, language: CorpusLanguage): Passage[] {
  const passages: Passage[] = [];
  let index = 0;
  for (const { start, end } of language.cut(text, 0)) {
    const stretch = text.slice(start, end);
    for (const passage of passagesOf(stretch, language.lay(stretch, { name: '', index: index++ })))
      passages.push({
        ...passage,
        span: shift(passage.span, start),
        prose: passage.prose.map((each) => shift(each, start)),
      });
  }
  return passages;
}

/** What a file writes with escapes is left out, and a line break among that ends a passage. */
function* passagesOf(stretch: string, { document, text }: DocumentLayout): Generator<Passage> {
  for (const { kind, prose } of document?.passages ?? []) {
    let pieces: Span[] = [];
    let last: Span | undefined;
    const passage = (): Passage[] => {
      const [first] = pieces;
      return first ? [{ kind, span: { start: first.start, end: pieces.at(-1)!.end }, prose: pieces }] : [];
    };
    for (const span of prose)
      for (const { text: read, place } of text.asTheyAre(span)) {
        const between = last ? document!.text.slice(last.end, read.start) : '';
        if (/[\r\n]/.test(between)) {
          yield* passage();
          pieces = [];
        }
        // Words that stand on lines of their own have a blank between them, for which their line break stands.
        const isParted = between === ' ' && stretch[place.start - 1] === '\n';
        pieces.push(isParted ? { start: place.start - 1, end: place.end } : place);
        last = read;
      }
    yield* passage();
  }
}
