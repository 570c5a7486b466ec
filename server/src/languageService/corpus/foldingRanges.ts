import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FoldingRange } from 'vscode-languageserver-types';
import type { Corpora } from './corpora';

/** Each document of a corpus file folds into its first line. Nothing is read for that. */
export class CorpusFoldingProvider {
  constructor(private readonly corpora: Corpora) {}

  provideFoldingRanges(document: TextDocument): FoldingRange[] {
    const file = this.corpora.of(document);
    if (!file || file.stretches.length === 0) return [];
    return file.stretches.flatMap(({ start, end }) => {
      let last = end;
      while (last > start && /\s/.test(file.text[last - 1]!)) last--;
      const [startLine, endLine] = [document.positionAt(start).line, document.positionAt(last).line];
      return endLine > startLine ? [{ startLine, endLine }] : [];
    });
  }
}
