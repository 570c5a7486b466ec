import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { wording } from '../../annotation/model';
import type { Stretch } from '../../formats/layout/corpusFile';
import type { DocumentLayout, Statement } from '../../formats/layout/layout';
import { nameOf } from '../concepts';
import { appearanceOf, appearances } from '../entityTypes';
import { type Corpora, rangeIn } from './corpora';

/** More are not looked through by anybody, and take an editor long to draw; from there on documents are listed alone. */
export const mostAnnotations = 20_000;

/** Of a document's first words, in UTF-16 units. */
const longestTitle = 80;

/** The outline of a corpus file: its documents, and below each its mentions and relations, where they are annotated. */
export class CorpusSymbolProvider {
  constructor(private readonly corpora: Corpora) {}

  /** Pauses after each document, so that a large file can be read in slices. */
  *provideDocumentSymbols(document: TextDocument): Generator<void, DocumentSymbol[]> {
    const symbols: DocumentSymbol[] = [];
    let annotations = 0;
    for (const [index, stretch] of (this.corpora.of(document)?.stretches ?? []).entries()) {
      const layout = stretch.layout(index);
      if (layout.document) {
        annotations += layout.statements.length;
        symbols.push(symbolOf(document, stretch, layout, annotations <= mostAnnotations));
      }
      yield;
    }
    return symbols;
  }
}

function symbolOf(
  document: TextDocument,
  stretch: Stretch,
  layout: DocumentLayout,
  withAnnotations: boolean,
): DocumentSymbol {
  const title = layout.document!.text.slice(0, longestTitle).split('\n')[0]!;
  return {
    name: named(layout.id, 'document'),
    detail: title,
    kind: SymbolKind.File,
    range: rangeIn(document, stretch, { start: 0, end: stretch.end - stretch.start }),
    selectionRange: rangeIn(document, stretch, layout.idSpan),
    ...(withAnnotations && {
      children: layout.statements.flatMap(
        (statement) => annotationSymbol(document, stretch, layout, statement) ?? [],
      ),
    }),
  };
}

function annotationSymbol(
  document: TextDocument,
  stretch: Stretch,
  { document: read }: DocumentLayout,
  { annotation, span }: Statement,
): DocumentSymbol | undefined {
  if (!annotation || !read) return undefined;
  const range = rangeIn(document, stretch, span);
  const place = { range, selectionRange: range };
  if ('spans' in annotation) {
    const { type, concepts } = annotation;
    const kind = appearances[appearanceOf(type)].symbol;
    const detail = [type, ...concepts.map(({ id }) => id)].join(' · ');
    return { name: named(wording(read.text, annotation), type), detail, kind, ...place };
  }
  const [subject, object] = (['subject', 'object'] as const).map((end) =>
    nameOf(read.text, read.mentions, annotation, end),
  );
  return {
    name: named(`${subject} → ${object}`, annotation.type),
    detail: annotation.type,
    kind: SymbolKind.Interface,
    ...place,
  };
}

/** The specification forbids an empty name. */
const named = (name: string, otherwise: string): string => name.replace(/\s+/g, ' ').trim() || otherwise;
