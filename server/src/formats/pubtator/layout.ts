import { cutLines } from '../layout/cutLines';
import { idPlaces } from '../layout/idPlaces';
import type {
  CorpusLanguage,
  DocumentLayout,
  IdPlace,
  LaidProblem,
  Mending,
  Statement,
} from '../layout/layout';
import { type Cell, cellsOf, linesFrom, type PlacedLine } from '../layout/lines';
import { TextPlaces } from '../layout/textPlaces';
import { changePubTator } from './change';
import { parseLine } from './line';
import { type PubTatorReadResult, readPubTator } from './read';

/** A PubTator file, document by document: each begins with its title, or with its abstract where it has no title. */
export const pubTatorLanguage: CorpusLanguage = {
  id: 'pubtator',
  format: 'pubtator',
  cut: (text, from) =>
    cutLines(text, from, () => {
      let known: string | undefined;
      return (line) => {
        const match = /^\uFEFF?([^|\t]*)\|([ta])\|/.exec(line.text);
        if (!match) return false;
        const begins = match[2] === 't' || match[1] !== known;
        known = match[1];
        return begins;
      };
    }),
  lay: layPubTator,
  shape: shapePubTator,
  change: changePubTator,
};

/** One document's lines. Others of another document among them are told as the reader tells them. */
function layPubTator(stretch: string): DocumentLayout {
  const read = readPubTator(stretch);
  const bom = read.source.byteOrderMark ? 1 : 0;
  const lines = [...linesFrom(stretch, bom)];
  const [document] = read.documents;
  const statements = lines.flatMap((line, index) => statementOf(line, read, index) ?? []);
  const id = document?.id ?? read.source.blocks[0]?.id ?? '';
  const idStart = bom + (lines[0] ? lines[0].text.length - lines[0].text.trimStart().length : 0);
  return {
    id,
    idSpan: { start: idStart, end: idStart + id.length },
    document,
    text: textPlaces(lines),
    statements,
    problems: read.problems.map(({ severity, message, line = 1, fits }): LaidProblem => {
      const at = lines[line - 1]!;
      // An error is that of a document without a text.
      const block = severity === 'error' ? read.source.lines[line - 1]!.block : undefined;
      return {
        severity,
        message,
        span: at.span,
        ...(fits && { mending: mendedOffsets(at, fits) }),
        ...(block !== undefined && { apartFrom: read.source.blocks[block]!.id }),
      };
    }),
  };
}

function statementOf(line: PlacedLine, { source }: PubTatorReadResult, index: number): Statement | undefined {
  const { kind } = parseLine(line.text);
  if (kind !== 'mention' && kind !== 'relation') return undefined;
  const cells = cellsOf(line);
  const columns = kind === 'mention' ? cells.slice(5, 6) : cells.slice(2, 4);
  return {
    kind,
    span: line.span,
    annotation: source.lines[index]?.annotation,
    ids: columns.flatMap(idsOf),
    targets: [],
  };
}

const idsOf = ({ text, span }: Cell): IdPlace[] => idPlaces(text, span.start);

/** The first title and the first abstract are those that are read; a blank parts them, which the file has no place for. */
function textPlaces(lines: readonly PlacedLine[]): TextPlaces {
  const places = new TextPlaces();
  for (const section of ['t', 'a'] as const) {
    for (const { text, span } of lines) {
      const parsed = parseLine(text);
      if (parsed.kind !== 'text' || parsed.section !== section) continue;
      if (section === 'a' && parsed.text !== '') places.skip(1);
      places.add(parsed.text.length, span.end - parsed.text.length);
      break;
    }
  }
  return places;
}

function mendedOffsets(line: PlacedLine, [start, end]: readonly [number, number]): Mending {
  const [, from, to] = cellsOf(line);
  return {
    title: `Change the offsets to ${start}–${end}`,
    changes: [
      { span: from!.span, newText: String(start) },
      { span: to!.span, newText: String(end) },
    ],
  };
}

/** Texts, then mentions in order of reading, then relations as they are; one blank line before the next document. */
function shapePubTator(stretch: string, isLast: boolean): string {
  const lines = [...linesFrom(stretch)].filter(({ text }) => text.trim() !== '').map(({ text }) => text);
  const parsed = lines.map((line) => ({ line, ...parseLine(line) }));
  const ofKind = (kind: string) => parsed.filter((each) => each.kind === kind);
  const mentions = parsed
    .filter((each) => each.kind === 'mention')
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const shaped = [...ofKind('text'), ...mentions, ...ofKind('relation')].map(({ line }) => line);
  // Lines that were not understood belong to what is around them.
  const kept = shaped.length === lines.length ? shaped : lines;
  const lineBreak = stretch.includes('\r\n') ? '\r\n' : '\n';
  return kept.map((line) => line + lineBreak).join('') + (isLast ? '' : lineBreak);
}
