import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Range } from 'vscode-languageserver-types';
import type { CorpusFile, Stretch } from '../../formats/layout/corpusFile';
import type { DocumentLayout, IdPlace, NamePlace, Statement } from '../../formats/layout/layout';
import type { Span } from '../../text/span';

/** Open documents that are corpus files. */
export interface Corpora {
  /** Undefined for a document that is none. */
  of(document: TextDocument): CorpusFile | undefined;
  /** The file that a file of annotations speaks of (brat): its address and text. */
  textBeside(document: TextDocument): { readonly uri: string; readonly text: string } | undefined;
}

/** What stands at a place of a corpus file. */
export interface AtPlace {
  readonly stretch: Stretch;
  readonly layout: DocumentLayout;
  /** In UTF-16 units from the stretch's start. */
  readonly offset: number;
  readonly statement?: Statement;
  readonly id?: IdPlace;
  /** A name of an annotation, where it is given or where another line refers to it. */
  readonly name?: NamePlace;
  /** Of the document's text, where the place lies in that. */
  readonly inText?: number;
}

export function atPlace(file: CorpusFile, document: TextDocument, position: Position): AtPlace | undefined {
  const place = document.offsetAt(position);
  const stretch = file.at(place);
  if (!stretch) return undefined;
  const layout = stretch.layout();
  const offset = place - stretch.start;
  const holds = ({ span }: { readonly span: Span }) => span.start <= offset && offset <= span.end;
  const statement = layout.statements.findLast(holds);
  return {
    stretch,
    layout,
    offset,
    statement,
    id: statement?.ids.find(holds),
    name: [...(statement?.name ? [statement.name] : []), ...(statement?.targets ?? [])].find(holds),
    inText: statement && file.language.format !== 'conll' ? undefined : layout.text.inText(offset),
  };
}

export const rangeIn = (document: TextDocument, stretch: Stretch, { start, end }: Span): Range => ({
  start: document.positionAt(stretch.start + start),
  end: document.positionAt(stretch.start + end),
});

export const locationIn = (document: TextDocument, stretch: Stretch, span: Span): Location => ({
  uri: document.uri,
  range: rangeIn(document, stretch, span),
});

/** The statement of a mention that has a concept, the first of the document. */
export const mentionOf = ({ statements }: DocumentLayout, id: string): Statement | undefined =>
  statements.find(({ kind, annotation, ids }) =>
    annotation && 'spans' in annotation
      ? annotation.concepts.some((each) => each.id === id)
      : kind === 'mention' && ids.some((each) => each.id === id),
  );

export const statementNamed = ({ statements }: DocumentLayout, name: string): Statement | undefined =>
  statements.find((each) => each.name?.name === name);
