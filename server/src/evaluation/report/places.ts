import type { AnnotatedDocument } from '../../annotation/model';
import { LineIndex } from '../../text/lineIndex';
import { LocatedFile } from '../../text/locate';
import { splitSentences } from '../../text/sentences';
import { overlaps, type Span } from '../../text/span';
import type { BareError } from './errorsOf';
import type { ReportError } from './model';

/** The lines of a file, for documents that were read from it. */
export class FileLines {
  readonly #file: LocatedFile;
  readonly #lines: LineIndex;

  constructor(text: string) {
    this.#file = new LocatedFile(text);
    this.#lines = new LineIndex(text);
  }

  /** Line and column of a stretch, counted from 1; nothing where the file does not hold its sentence, or its words, as they are. */
  placeOf(
    { id, text }: AnnotatedDocument,
    span: Span,
    context: readonly Span[],
  ): Pick<ReportError, 'line' | 'column'> {
    const around = context.find((sentence) => overlaps(sentence, span));
    for (const wanted of around ? [around, span] : [span]) {
      const wording = text.slice(wanted.start, wanted.end);
      const found = this.#file.find(id, [{ ...wanted, text: wording }]);
      if (!found || found.end - found.start !== wording.length) continue;
      const { line, character } = this.#lines.positionAt(found.start + span.start - wanted.start);
      return { line: line + 1, column: character + 1 };
    }
    return {};
  }
}

/** The sentences of a document, in order of reading. */
export const sentencesOf = ({ text, passages }: AnnotatedDocument): Span[] =>
  passages.flatMap(({ span }) => splitSentences(text, span));

/** The sentences that hold something of what either side says. */
export function contextOf({ start, end, gold, predicted }: BareError, sentences: readonly Span[]): Span[] {
  const said = [{ start, end }, ...[...gold, ...predicted].flatMap(({ spans }) => spans)];
  return sentences.filter((sentence) => said.some((span) => overlaps(sentence, span)));
}
