import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { type EntityMention, type Relation, wording } from '../../annotation/model';
import type { Stretch } from '../../formats/layout/corpusFile';
import type { DocumentLayout } from '../../formats/layout/layout';
import { namesIn } from '../concepts';
import { appearanceOf, appearances } from '../entityTypes';
import { type Corpora, rangeIn } from './corpora';

/** More are not looked through by anybody, and take an editor long to draw; from there on documents are listed alone. */
export const mostAnnotations = 20_000;

/** Annotations between two pauses. */
const pauseAfter = 200;

/** Of a document's first words, in UTF-16 units. */
const longestTitle = 80;

/** The outline of a corpus file: its documents, and below each its mentions and relations, where they are annotated. */
export class CorpusSymbolProvider {
  constructor(private readonly corpora: Corpora) {}

  /** Pauses after each document, and within a long one, so that a large file can be read in slices. */
  *provideDocumentSymbols(document: TextDocument): Generator<void, DocumentSymbol[]> {
    const symbols: DocumentSymbol[] = [];
    let annotations = 0;
    for (const [index, stretch] of (this.corpora.of(document)?.stretches ?? []).entries()) {
      const layout = stretch.layout(index);
      if (layout.document) {
        annotations += layout.statements.length;
        const children = annotations <= mostAnnotations && (yield* annotationsOf(document, stretch, layout));
        symbols.push({ ...symbolOf(document, stretch, layout), ...(children && { children }) });
      }
      yield;
    }
    return symbols;
  }
}

function symbolOf(document: TextDocument, stretch: Stretch, layout: DocumentLayout): DocumentSymbol {
  const title = layout.document!.text.slice(0, longestTitle).split('\n')[0]!;
  return {
    name: named(layout.id, 'document'),
    detail: title,
    kind: SymbolKind.File,
    range: rangeIn(document, stretch, { start: 0, end: stretch.end - stretch.start }),
    selectionRange: rangeIn(document, stretch, layout.idSpan),
  };
}

/** How a relation's end is called. */
type NameOf = ReturnType<typeof namesIn>;

function* annotationsOf(
  document: TextDocument,
  stretch: Stretch,
  { document: read, statements }: DocumentLayout,
): Generator<void, DocumentSymbol[]> {
  const { text, mentions } = read!;
  const nameOf = namesIn(text, mentions);
  const symbols: DocumentSymbol[] = [];
  for (const [index, { annotation, span }] of statements.entries()) {
    if (annotation) {
      const range = rangeIn(document, stretch, span);
      symbols.push({ ...annotationSymbol(text, annotation, nameOf), range, selectionRange: range });
    }
    if (index % pauseAfter === pauseAfter - 1) yield;
  }
  return symbols;
}

function annotationSymbol(
  text: string,
  annotation: EntityMention | Relation,
  nameOf: NameOf,
): Pick<DocumentSymbol, 'name' | 'detail' | 'kind'> {
  if ('spans' in annotation) {
    const { type, concepts } = annotation;
    const kind = appearances[appearanceOf(type)].symbol;
    const detail = [type, ...concepts.map(({ id }) => id)].join(' · ');
    return { name: named(wording(text, annotation), type), detail, kind };
  }
  const { type } = annotation;
  const [subject, object] = [nameOf(annotation, 'subject'), nameOf(annotation, 'object')];
  return { name: named(`${subject} → ${object}`, type), detail: type, kind: SymbolKind.Interface };
}

/** The specification forbids an empty name. */
const named = (name: string, otherwise: string): string => name.replace(/\s+/g, ' ').trim() || otherwise;
