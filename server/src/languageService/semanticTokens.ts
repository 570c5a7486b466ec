import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { SemanticTokens, SemanticTokensDelta, SemanticTokensLegend } from 'vscode-languageserver-types';
import type { EntityMention } from '../annotation/model';
import type { Span } from '../text/span';
import type { Annotator } from './annotator';
import { appearanceOf, appearances } from './entityTypes';

/**
 * Names of token types and modifiers. In both legends a token's modifier says what it is, so that a theme of any editor can
 * tell chemicals from diseases; the standard types make sure that they are coloured at all.
 */
export const tokenLegend = (names: 'entityTypes' | 'standard'): SemanticTokensLegend => ({
  tokenTypes: appearances.map(({ token, standardToken }) =>
    names === 'entityTypes' ? token : standardToken,
  ),
  tokenModifiers: appearances.map(({ token }) => token),
});

/** Mentions as semantic tokens: one for each line that a mention touches; of two that overlap, the first. */
export class SemanticTokensProvider {
  /** The last answer for each document, which a delta is counted from. */
  readonly #last = new Map<string, SemanticTokens>();
  #results = 0;

  constructor(private readonly annotator: Annotator) {}

  full(document: TextDocument): SemanticTokens {
    return this.#remember(document, this.#encode(document));
  }

  range(document: TextDocument, range: Range): SemanticTokens {
    const within = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    return { data: this.#encode(document, within) };
  }

  /** What changed since the answer `previous`, or the whole where that answer is no longer known. */
  delta(document: TextDocument, previous: string): SemanticTokens | SemanticTokensDelta {
    const before = this.#last.get(document.uri);
    const after = this.full(document);
    if (before?.resultId !== previous) return after;
    return { resultId: after.resultId, edits: difference(before.data, after.data) };
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }

  #remember(document: TextDocument, data: number[]): SemanticTokens {
    const tokens = { resultId: String(++this.#results), data };
    this.#last.set(document.uri, tokens);
    return tokens;
  }

  /** Five numbers a token, as the LSP specification lays down; lines and characters relative to the token before. */
  #encode(document: TextDocument, within: Span = { start: 0, end: Number.POSITIVE_INFINITY }): number[] {
    const data: number[] = [];
    let [line, character, end] = [0, 0, 0];
    for (const { span, type } of placed(this.annotator.current(document).mentions, within)) {
      if (span.start < end) continue;
      end = span.end;
      for (const piece of piecesByLine(document, span)) {
        const sameLine = piece.line === line;
        const from = sameLine ? piece.character - character : piece.character;
        data.push(piece.line - line, from, piece.length, type, 1 << type);
        line = piece.line;
        character = piece.character;
      }
    }
    return data;
  }
}

/** Every span within a stretch with its type's place in the legend, by their starts. Editors ask for this at each key. */
function placed(mentions: readonly EntityMention[], within: Span): { span: Span; type: number }[] {
  const types = new Map<string, number>();
  const found: { span: Span; type: number }[] = [];
  for (const { spans, type: name } of mentions) {
    const type = types.get(name) ?? appearanceOf(name);
    types.set(name, type);
    for (const span of spans)
      if (span.end > within.start && span.start < within.end) found.push({ span, type });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

interface Piece {
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

/** Not every editor takes a token that crosses a line end, so each line has its own. */
function piecesByLine(document: TextDocument, span: Span): Iterable<Piece> {
  const { line, character } = document.positionAt(span.start);
  const isLast = line + 1 >= document.lineCount;
  if (isLast || span.end < document.offsetAt({ line: line + 1, character: 0 }))
    return [{ line, character, length: span.end - span.start }];
  return trimmedPieces(document, span);
}

function* trimmedPieces(document: TextDocument, { start, end }: Span): Generator<Piece> {
  const first = document.positionAt(start);
  const last = document.positionAt(end);
  for (let line = first.line; line <= last.line; line++) {
    const from = line === first.line ? first.character : 0;
    const lineStart = document.offsetAt({ line, character: 0 });
    const text = document
      .getText()
      .slice(lineStart + from, Math.min(end, document.offsetAt({ line: line + 1, character: 0 })));
    const indent = line === first.line ? 0 : text.length - text.trimStart().length;
    const length = text.trim().length;
    if (length > 0) yield { line, character: from + indent, length };
  }
}

/** One edit from the first difference to the last, in numbers of the array; none where nothing changed. */
function difference(before: readonly number[], after: readonly number[]) {
  const shorter = Math.min(before.length, after.length);
  let front = 0;
  while (front < shorter && before[front] === after[front]) front++;
  if (front === before.length && front === after.length) return [];
  let back = 0;
  while (back < shorter - front && before[before.length - 1 - back] === after[after.length - 1 - back])
    back++;
  return [
    {
      start: front,
      deleteCount: before.length - front - back,
      data: after.slice(front, after.length - back),
    },
  ];
}
