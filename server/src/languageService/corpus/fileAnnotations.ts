import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { FileAnnotationsResult } from '../../protocol/fileAnnotations';
import { type Corpora, rangeIn } from './corpora';

/** What a corpus file itself marks in its text, to be drawn beside what a model finds there. */
export class FileAnnotationsProvider {
  constructor(private readonly corpora: Corpora) {}

  /** Of the file's documents that the ranges touch; no other is read. */
  provideFileAnnotations(document: TextDocument, ranges: readonly Range[]): FileAnnotationsResult {
    const file = this.corpora.of(document);
    const wanted = ranges.map(({ start, end }) => ({
      start: document.offsetAt(start),
      end: document.offsetAt(end),
    }));
    const touched = (file?.stretches ?? []).flatMap((stretch, index) =>
      wanted.some(({ start, end }) => stretch.start <= end && start <= stretch.end)
        ? [{ stretch, index }]
        : [],
    );
    return {
      version: document.version,
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
