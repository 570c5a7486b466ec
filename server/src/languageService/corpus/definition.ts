import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import type { Location } from 'vscode-languageserver-types';
import { extent } from '../../annotation/model';
import { LineIndex } from '../../text/lineIndex';
import { type AtPlace, atPlace, type Corpora, locationIn, mentionOf, statementNamed } from './corpora';

/** From what is said to what it is said of: from an id or a name to its mention, from a mention's line to the text, and from the text to that line. */
export class CorpusDefinitionProvider {
  constructor(private readonly corpora: Corpora) {}

  provideDefinition(document: TextDocument, position: Position): Location[] {
    const file = this.corpora.of(document);
    const place = file && atPlace(file, document, position);
    if (!place) return [];
    const { stretch, layout, statement, id, name } = place;
    const isMention = statement?.annotation !== undefined && 'spans' in statement.annotation;
    const target =
      statement?.targets.includes(name!) && name
        ? statementNamed(layout, name.name)
        : id && !isMention
          ? mentionOf(layout, id.id)
          : undefined;
    if (target && target !== statement) return [locationIn(document, stretch, target.span)];
    return isMention && file.language.format !== 'conll'
      ? this.#inText(document, place)
      : sayers(document, place);
  }

  /** Where in its text a mention stands, which may be in another file. */
  #inText(document: TextDocument, { stretch, layout, statement }: AtPlace): Location[] {
    const mention = statement?.annotation;
    if (!mention || !('spans' in mention)) return [];
    const beside = this.corpora.textBeside(document);
    if (beside) {
      const lines = new LineIndex(beside.text);
      const { start, end } = extent(mention);
      return [{ uri: beside.uri, range: { start: lines.positionAt(start), end: lines.positionAt(end) } }];
    }
    return mention.spans
      .flatMap((span) => layout.text.inFile(span))
      .slice(0, 1)
      .map((span) => locationIn(document, stretch, span));
  }
}

/** The statements of the mentions that cover a place of the text. */
function sayers(document: TextDocument, { stretch, layout, inText }: AtPlace): Location[] {
  if (inText === undefined) return [];
  return layout.statements.flatMap(({ annotation, span }) =>
    annotation &&
    'spans' in annotation &&
    annotation.spans.some(({ start, end }) => start <= inText && inText <= end)
      ? [locationIn(document, stretch, span)]
      : [],
  );
}
