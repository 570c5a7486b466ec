import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentLink } from 'vscode-languageserver-types';
import { type Corpora, rangeIn } from './corpora';

/** PubMed's numbers, and those of PubMed Central. */
const records: readonly (readonly [RegExp, string])[] = [
  [/^\d{6,8}$/, 'https://pubmed.ncbi.nlm.nih.gov/'],
  [/^PMC\d{4,9}$/, 'https://www.ncbi.nlm.nih.gov/pmc/articles/'],
];

/** A document's id leads to its record. Ids of concepts have their links in hovers: a line of them would be nothing but links. */
export class CorpusLinkProvider {
  constructor(private readonly corpora: Corpora) {}

  /** Pauses after each document. */
  *provideDocumentLinks(document: TextDocument): Generator<void, DocumentLink[]> {
    const links: DocumentLink[] = [];
    for (const [index, stretch] of (this.corpora.of(document)?.stretches ?? []).entries()) {
      const { id, idSpan } = stretch.layout(index);
      const record = records.find(([form]) => form.test(id));
      if (record && idSpan.end > idSpan.start)
        links.push({
          range: rangeIn(document, stretch, idSpan),
          target: record[1] + id,
          tooltip: `Record of document ${id}`,
        });
      yield;
    }
    return links;
  }
}
