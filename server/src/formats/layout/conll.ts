import { extent } from '../../annotation/model';
import { overlaps, type Span } from '../../text/span';
import { DOCUMENT_START, readConll } from '../conll';
import { changeTags, type WordLine } from './conllChange';
import { cutLines } from './cutLines';
import type { CorpusLanguage, DocumentLayout, Statement, Surroundings } from './layout';
import { linesFrom, type PlacedLine } from './lines';
import { TextPlaces } from './textPlaces';

/** A file of words with tags: documents begin at `-DOCSTART-`, and in a file without such lines each sentence is one. */
export const conllLanguage: CorpusLanguage = {
  id: 'conll',
  format: 'conll',
  wayOfCutting: (text) => (text.includes(DOCUMENT_START) ? 'documents' : 'sentences'),
  cut(text, from) {
    if (text.includes(DOCUMENT_START))
      return cutLines(
        text,
        from,
        () => (line) => line.text.replace(/^\uFEFF/, '').startsWith(DOCUMENT_START),
      );
    return cutLines(text, from, () => {
      let [hasWords, isOver] = [false, false];
      return (line) => {
        const isBlank = line.text.trim() === '';
        const begins = !isBlank && isOver;
        if (isBlank) isOver = hasWords;
        else hasWords = true;
        return begins;
      };
    });
  },
  lay: layConll,
  shape: shapeConll,
  change: (stretch, layout, change) => changeTags(wordLines(stretch), layout, change),
};

function layConll(stretch: string, { name, index }: Surroundings): DocumentLayout {
  const { documents, problems } = readConll({ name, text: stretch });
  const [read] = documents;
  // The reader counts documents from the stretch's start.
  const document = read && (read.id === `${name}:1` ? { ...read, id: `${name}:${index + 1}` } : read);
  const lines = [...linesFrom(stretch)];
  const words = wordLines(stretch);
  const places = new TextPlaces();
  for (const [index, { line }] of words.entries()) {
    const { start, end } = wordOf(line);
    if (index > 0) places.skip(1);
    places.add(end - start, start);
  }
  return {
    id: document?.id ?? '',
    idSpan: idSpanOf(lines, document?.id),
    document,
    text: places,
    statements: statementsOf(document, words),
    problems: problems.map(({ severity, message, line = 1 }) => ({
      severity,
      message,
      span: lines[line - 1]?.span ?? { start: 0, end: 0 },
    })),
  };
}

const isStart = (line: string): boolean => line.replace(/^\uFEFF/, '').startsWith(DOCUMENT_START);

/** The lines of words, parted by one blank each in the document's text. */
function wordLines(stretch: string): WordLine[] {
  const words: WordLine[] = [];
  let isFirst = true;
  for (const line of linesFrom(stretch)) {
    const isWord = line.text.trim() !== '' && !isStart(line.text);
    if (isWord) {
      const { start, end } = wordOf(line);
      const from = words.length > 0 ? words[words.length - 1]!.inText.end + 1 : 0;
      words.push({ line, inText: { start: from, end: from + end - start }, isFirst });
    }
    isFirst = !isWord;
  }
  return words;
}

/** The first column. */
function wordOf({ text, span }: PlacedLine): Span {
  const [, blank = '', word = ''] = /^(\uFEFF?[\t ]*)([^\t ]*)/.exec(text) ?? [];
  const start = span.start + blank.length;
  return { start, end: start + word.length };
}

function idSpanOf(lines: readonly PlacedLine[], id: string | undefined): Span {
  const first = lines.find(({ text }) => isStart(text));
  const at = id === undefined || !first ? -1 : first.text.indexOf(id);
  const start = at < 0 ? 0 : first!.span.start + at;
  return { start, end: at < 0 ? 0 : start + id!.length };
}

/** A mention is said by the lines of its words. Both stand in order of reading. */
function statementsOf(document: DocumentLayout['document'], words: readonly WordLine[]): Statement[] {
  let first = 0;
  return (document?.mentions ?? []).map((mention): Statement => {
    const covered = extent(mention);
    while (words[first] && words[first].inText.end <= covered.start) first++;
    let last = first;
    while (words[last + 1] && overlaps(words[last + 1]!.inText, covered)) last++;
    const span = { start: words[first]!.line.span.start, end: words[last]!.line.span.end };
    return { kind: 'mention', span, annotation: mention, ids: [], targets: [] };
  });
}

/** Columns parted by tabs; one blank line behind each sentence, and none before the first. */
function shapeConll(stretch: string, isLast: boolean): string {
  const lineBreak = stretch.includes('\r\n') ? '\r\n' : '\n';
  const shaped: string[] = [];
  for (const { text } of linesFrom(stretch)) {
    // Where tabs part the columns, a blank is of a word, and two tabs are an empty column.
    const line = isStart(text) || text.includes('\t') ? text.trimEnd() : text.trim().replace(/ +/g, '\t');
    if (line !== '' || (shaped.length > 0 && shaped[shaped.length - 1] !== '')) shaped.push(line);
  }
  while (shaped[shaped.length - 1] === '') shaped.pop();
  return [...shaped, ...(isLast ? [] : [''])].map((line) => line + lineBreak).join('');
}
