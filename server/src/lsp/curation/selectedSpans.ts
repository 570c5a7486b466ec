import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { Evidence } from '../../annotation/model';
import { Failure } from '../../platform/failure';
import type { CurationAction } from '../../protocol/curation';
import type { Span } from '../../text/span';

/** In UTF-16 units of the document's text. */
export const rangeSpans = (document: TextDocument, ranges: readonly Range[]): Span[] =>
  ranges.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));

/** What a person has selected, without the blanks around it, in order of reading. @throws Failure where nothing else is in it */
export function selectedSpans(
  document: TextDocument,
  ranges: readonly [Range, ...Range[]],
): [Span, ...Span[]] {
  const text = document.getText();
  const [first, ...rest] = rangeSpans(document, ranges)
    .map(({ start, end }) => {
      const words = text.slice(start, end);
      return {
        start: start + words.length - words.trimStart().length,
        end: end - words.length + words.trimEnd().length,
      };
    })
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  if (!first) throw new Failure('Select the words of the mention first.');
  return [first, ...rest];
}

/** The places that a person names for a relation; the sentence is from one to the other. */
export const selectedEvidence = (
  document: TextDocument,
  { evidence = [] }: Extract<CurationAction, { kind: 'addRelation' }>,
): Evidence[] =>
  evidence.map((each) => {
    const [subject] = selectedSpans(document, [each.subject]);
    const [object] = selectedSpans(document, [each.object]);
    const sentence = {
      start: Math.min(subject.start, object.start),
      end: Math.max(subject.end, object.end),
    };
    return { sentence, subject, object };
  });
