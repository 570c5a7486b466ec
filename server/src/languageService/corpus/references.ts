import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import { type DocumentHighlight, DocumentHighlightKind, type Location } from 'vscode-languageserver-types';
import type { CorpusFile, Stretch } from '../../formats/layout/corpusFile';
import type { Span } from '../../text/span';
import { type AtPlace, atPlace, type Corpora, locationIn, rangeIn } from './corpora';

/** Where a corpus file has the concept, or the name, that the cursor is at. */
export class CorpusReferencesProvider {
  constructor(private readonly corpora: Corpora) {}

  /** Of a concept in all of the file, of a name in its document. Pauses after each document that is read. */
  *provideReferences(document: TextDocument, position: Position): Generator<void, Location[]> {
    const file = this.corpora.of(document);
    const place = file && atPlace(file, document, position);
    if (!file || !place) return [];
    const locations: Location[] = [];
    for (const stretch of isName(place) ? [place.stretch] : stretchesWith(file, idsAt(place))) {
      for (const span of spansOf(stretch, place)) locations.push(locationIn(document, stretch, span));
      yield;
    }
    return locations;
  }

  /** Those of the document alone, and the words in its text. Undefined where there is nothing to highlight. */
  provideDocumentHighlights(document: TextDocument, position: Position): DocumentHighlight[] | undefined {
    const file = this.corpora.of(document);
    const place = file && atPlace(file, document, position);
    if (!place) return undefined;
    const { stretch, layout } = place;
    const ids = new Set(isName(place) ? [] : idsAt(place));
    const words = (layout.document?.mentions ?? [])
      .filter(({ concepts }) => concepts.some(({ id }) => ids.has(id)))
      .flatMap(({ spans }) => spans.flatMap((span) => layout.text.inFile(span)));
    const spans = [...words, ...spansOf(stretch, place)];
    if (spans.length === 0) return undefined;
    return spans.map((span) => ({
      range: rangeIn(document, stretch, span),
      kind: DocumentHighlightKind.Read,
    }));
  }
}

const isName = ({ id, name }: AtPlace): boolean => id === undefined && name !== undefined;

/** The concept at the cursor; those of the mention whose line or words are there. */
function idsAt({ id, statement, layout, inText }: AtPlace): string[] {
  if (id) return [id.id];
  if (statement?.annotation && 'spans' in statement.annotation)
    return statement.annotation.concepts.map((each) => each.id);
  if (inText === undefined) return [];
  const covering = (layout.document?.mentions ?? []).filter(({ spans }) =>
    spans.some(({ start, end }) => start <= inText && inText <= end),
  );
  return covering.flatMap(({ concepts }) => concepts.map((each) => each.id));
}

function spansOf(stretch: Stretch, place: AtPlace): Span[] {
  const { statements } = stretch.layout();
  if (isName(place)) {
    const { name } = place.name!;
    return statements.flatMap((each) =>
      [...(each.name ? [each.name] : []), ...each.targets]
        .filter((other) => other.name === name)
        .map(({ span }) => span),
    );
  }
  const ids = new Set(idsAt(place));
  return statements.flatMap((each) => each.ids.filter(({ id }) => ids.has(id)).map(({ span }) => span));
}

/** Documents whose stretch has one of the ids somewhere: only those are read. */
function stretchesWith(file: CorpusFile, ids: readonly string[]): Stretch[] {
  const found = new Set<Stretch>();
  for (const id of ids)
    for (let at = file.text.indexOf(id); at >= 0; ) {
      const stretch = file.at(at);
      if (stretch) found.add(stretch);
      at = file.text.indexOf(id, Math.max(at + 1, stretch?.end ?? 0));
    }
  return [...found].sort((a, b) => a.start - b.start);
}
