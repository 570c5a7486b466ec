import type { AnnotatedDocument } from '../../annotation/model';
import { LineIndex } from '../../text/lineIndex';
import { LocatedFile } from '../../text/locate';
import type { OverlapIndex } from '../../text/overlapIndex';
import { splitSentences } from '../../text/sentences';
import { bySpan, overlaps, type Span } from '../../text/span';
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

/** What has no sentences, as a table in one line, is cut: of a stretch longer than this only so much around what is marked is shown, in UTF-16 units. */
const longestSentence = 2000;
const shownAround = 300;

/** The sentences that hold something of what either side says, in order of reading. */
export function contextOf({ start, end, gold, predicted }: BareError, sentences: OverlapIndex<Span>): Span[] {
  const said = [{ start, end }, ...[...gold, ...predicted].flatMap(({ spans }) => spans)];
  const shown = said.flatMap((span) => sentences.overlapping(span).map((sentence) => cut(sentence, span)));
  const apart: Span[] = [];
  for (const each of shown.sort(bySpan)) {
    const last = apart.at(-1);
    if (last && overlaps(last, each))
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, each.end) };
    else apart.push(each);
  }
  return apart;
}

const cut = (sentence: Span, { start, end }: Span): Span =>
  sentence.end - sentence.start <= longestSentence
    ? sentence
    : {
        start: Math.max(sentence.start, start - shownAround),
        end: Math.min(sentence.end, end + shownAround),
      };
