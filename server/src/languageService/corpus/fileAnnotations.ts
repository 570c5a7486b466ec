import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import { type AnnotatedDocument, extent } from '../../annotation/model';
import type { FileAnnotationsResult } from '../../protocol/fileAnnotations';
import { overlaps, type Span } from '../../text/span';
import { toRange } from '../ranges';
import { type Corpora, rangeIn } from './corpora';

/**
 * What another file marks in a text.
 * @param read the text with its annotations, as it stands
 */
export function annotationsBeside(
  document: TextDocument,
  ranges: readonly Range[],
  read: AnnotatedDocument,
): FileAnnotationsResult {
  const wanted = ranges.map((range) => spanOf(document, range));
  return {
    version: document.version,
    isAnnotated: true,
    mentions: read.mentions
      .filter((mention) => wanted.some((span) => overlaps(extent(mention), span)))
      .map(({ spans, type, concepts }) => ({
        ranges: spans.map((span) => toRange(document, span)),
        type,
        concepts: concepts.map(({ id }) => id),
      })),
  };
}

const spanOf = (document: TextDocument, { start, end }: Range): Span => ({
  start: document.offsetAt(start),
  end: document.offsetAt(end),
});

/** What a corpus file itself marks in its text, to be drawn beside what a model finds there. */
export class FileAnnotationsProvider {
  constructor(private readonly corpora: Corpora) {}

  /** Of the file's documents that the ranges touch; no other is read. */
  provideFileAnnotations(document: TextDocument, ranges: readonly Range[]): FileAnnotationsResult {
    const file = this.corpora.of(document);
    const wanted = ranges.map((range) => spanOf(document, range));
    const touched = (file?.stretches ?? []).flatMap((stretch, index) =>
      wanted.some(({ start, end }) => stretch.start <= end && start <= stretch.end)
        ? [{ stretch, index }]
        : [],
    );
    return {
      version: document.version,
      isAnnotated: file !== undefined,
      mentions: touched.flatMap(({ stretch, index }) => {
        const { document: read, text } = stretch.layout(index);
        return (read?.mentions ?? []).map(({ spans, type, concepts }) => ({
          ranges: spans.flatMap((span) =>
            text.inFile(span).map((place) => rangeIn(document, stretch, place)),
          ),
          type,
          concepts: concepts.map(({ id }) => id),
        }));
      }),
    };
  }
}
