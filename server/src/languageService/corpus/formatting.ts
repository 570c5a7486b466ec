import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import { formatted } from '../../formats/layout/formatted';
import { type Corpora, rangeIn } from './corpora';

/** Documents in the usual shape of their format. A document is left as it is where the format's reader would read another one. */
export class CorpusFormattingProvider {
  constructor(private readonly corpora: Corpora) {}

  /** Pauses after each document. */
  *provideFormatting(document: TextDocument): Generator<void, TextEdit[]> {
    const file = this.corpora.of(document);
    const edits: TextEdit[] = [];
    for (const [index, stretch] of (file?.stretches ?? []).entries()) {
      const before = file!.text.slice(stretch.start, stretch.end);
      const newText = formatted(file!, stretch, index);
      if (newText !== before)
        edits.push({ range: rangeIn(document, stretch, { start: 0, end: before.length }), newText });
      yield;
    }
    return edits;
  }
}
