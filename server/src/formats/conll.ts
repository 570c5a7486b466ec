import { type AnnotatedDocument, type EntityMention, extent } from '../annotation/model';
import type { Passage } from '../text/passage';
import { splitSentences } from '../text/sentences';
import type { Span } from '../text/span';
import { passageWords } from '../text/words';
import type { Format, ReadResult, SourceFile } from './format';
import { Reading } from './reading';

export const DOCUMENT_START = '-DOCSTART-';
const tag = /^(?:O|([BIES])-(.+))$/;

/** A word of a file with what its tag says: the letter (`O` for none) and the type. */
interface TaggedWord {
  readonly word: string;
  readonly letter: string;
  readonly type: string;
}

interface Block {
  readonly id: string;
  /** Of the file, counted from 1. */
  readonly line: number;
  readonly sentences: TaggedWord[][];
}

/**
 * Reads words and tags (first and last column), one word a line, sentences parted by blank lines; BIO, IOB1 and BIOES tags.
 * The text is made of the words with a space between: the format does not keep it. Documents begin at `-DOCSTART-` lines; in a
 * file without them each sentence is a document.
 */
export function readConll({ name, text }: SourceFile): ReadResult {
  const reading = new Reading();
  for (const { id, line, sentences } of blocksOf(text, name, reading)) {
    const document = documentOf(id, sentences);
    reading.lines.push(line);
    reading.mentionCount += document.mentions.length;
    reading.documents.push(document);
  }
  return reading.result();
}

function blocksOf(text: string, name: string, reading: Reading): Block[] {
  const blocks: Block[] = [];
  const marked = text.includes(DOCUMENT_START);
  let sentence: TaggedWord[] = [];
  let firstLine = 1;
  const endSentence = () => {
    if (sentence.length === 0) return;
    if (!marked || blocks.length === 0)
      blocks.push({ id: `${name}:${blocks.length + 1}`, line: firstLine, sentences: [] });
    blocks[blocks.length - 1]!.sentences.push(sentence);
    sentence = [];
  };
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') endSentence();
    else if (line.startsWith(DOCUMENT_START)) {
      endSentence();
      const id = /\(([^)]+)\)|\t([^\t]+)/.exec(line);
      blocks.push({
        id: id?.[1] ?? id?.[2] ?? `${name}:${blocks.length + 1}`,
        line: index + 1,
        sentences: [],
      });
    } else {
      if (sentence.length === 0) firstLine = index + 1;
      sentence.push(taggedWord(line, index + 1, reading));
    }
  }
  endSentence();
  // One without words is a document all the same: whoever counts documents must not be one off.
  return blocks;
}

function taggedWord(line: string, number: number, reading: Reading): TaggedWord {
  const columns = line.trim().split(/[\t ]+/);
  const read = columns.length > 1 ? tag.exec(columns[columns.length - 1]!) : null;
  if (!read) {
    reading.warn(
      'a word and a tag (O, B-TYPE or I-TYPE) were expected; the line is read as a word without tag',
      number,
    );
  }
  return { word: columns[0]!, letter: read?.[1] ?? 'O', type: read?.[2] ?? '' };
}

function documentOf(id: string, sentences: readonly TaggedWord[][]): AnnotatedDocument {
  const words: string[] = [];
  const mentions: EntityMention[] = [];
  const passages: Passage[] = [];
  let at = 0;
  for (const sentence of sentences) {
    const start = at;
    let open: { start: number; end: number; type: string } | undefined;
    const close = () => {
      if (open)
        mentions.push({
          spans: [{ start: open.start, end: open.end }],
          type: open.type,
          concepts: [],
          origin: 'gold',
        });
      open = undefined;
    };
    for (const { word, letter, type } of sentence) {
      const end = at + word.length;
      const goesOn = (letter === 'I' || letter === 'E') && open?.type === type;
      if (goesOn) open!.end = end;
      else {
        close();
        if (letter !== 'O') open = { start: at, end, type };
      }
      if (letter === 'E' || letter === 'S') close();
      words.push(word);
      at = end + 1;
    }
    close();
    passages.push({ kind: 'paragraph', span: { start, end: at - 1 }, prose: [{ start, end: at - 1 }] });
  }
  return { id, text: words.join(' '), passages, mentions, relations: [] };
}

/** Words of a document with BIO tags, sentence by sentence. Where mentions overlap, the one that begins first, then the longest, is written. */
function writeDocument(document: AnnotatedDocument): string {
  const { id, text } = document;
  const mentions = withoutOverlaps(document.mentions);
  const sentences = unbroken(
    document.passages.flatMap((passage) => sentencesOf(text, passage)),
    mentions,
  );
  let next = 0;
  const lines = sentences.map((words) =>
    words
      .flatMap((word) => atBoundaries(word, mentions, next))
      .map((word) => {
        while (next < mentions.length && extent(mentions[next]!).end <= word.start) next++;
        const mention = mentions[next];
        const inside = mention !== undefined && extent(mention).start <= word.start;
        const label = inside
          ? `${extent(mention).start === word.start ? 'B' : 'I'}-${mention.type.replace(/\s/g, '_')}`
          : 'O';
        return `${text.slice(word.start, word.end)}\t${label}\n`;
      })
      .join(''),
  );
  return `${DOCUMENT_START}\t${id.replace(/\s/g, '_')}\n\n${lines.join('\n')}`;
}

/** Sentences, put together where a mention goes on from one to the next (`p. Glu104X`): tags cannot say that. */
function unbroken(sentences: readonly Span[][], mentions: readonly EntityMention[]): Span[][] {
  const whole: Span[][] = [];
  let next = 0;
  for (const words of sentences) {
    const start = words[0]?.start ?? 0;
    while (next < mentions.length && extent(mentions[next]!).end <= start) next++;
    const mention = mentions[next];
    if (whole.length > 0 && mention !== undefined && extent(mention).start < start)
      whole[whole.length - 1]!.push(...words);
    else whole.push(words);
  }
  return whole;
}

function withoutOverlaps(mentions: readonly EntityMention[]): EntityMention[] {
  const byStart = [...mentions].sort(
    (a, b) => extent(a).start - extent(b).start || extent(b).end - extent(a).end,
  );
  let end = 0;
  return byStart.filter((mention) => {
    if (extent(mention).start < end) return false;
    end = extent(mention).end;
    return true;
  });
}

/** The words of each sentence of a passage. */
function sentencesOf(text: string, passage: Passage): Span[][] {
  const words = passageWords(text, passage);
  let next = 0;
  return splitSentences(text, passage.span).map(({ end }) => {
    const first = next;
    while (next < words.length && words[next]!.end <= end) next++;
    return words.slice(first, next);
  });
}

/** A word cut where a mention begins or ends inside it, so that tags can say exactly what is marked. `from`: mentions before are over. */
function atBoundaries(word: Span, mentions: readonly EntityMention[], from: number): Span[] {
  const cuts = new Set<number>();
  for (let index = from; index < mentions.length && extent(mentions[index]!).start < word.end; index++) {
    const { start, end } = extent(mentions[index]!);
    for (const at of [start, end]) if (at > word.start && at < word.end) cuts.add(at);
  }
  const bounds = [word.start, ...[...cuts].sort((a, b) => a - b), word.end];
  return bounds.slice(1).map((end, index) => ({ start: bounds[index]!, end }));
}

export const conll: Format = {
  id: 'conll',
  title: 'CoNLL (words with BIO tags)',
  extensions: ['.conll', '.iob', '.bio'],
  detects: (text) => {
    const lines = text
      .slice(0, 4000)
      .split(/\r?\n/)
      .slice(0, 40)
      .filter((line) => line.trim() !== '');
    if (lines.length > 2) lines.pop();
    // One line that ends in a capital O may as well be prose: "The patient has blood type O".
    if (lines.length === 1 && / O$/.test(lines[0]!)) return false;
    return (
      lines.length > 0 &&
      lines.every(
        (line) => line.startsWith(DOCUMENT_START) || /^\S+(?:[\t ]\S+)*[\t ](?:O|[BIES]-\S+)$/.test(line),
      )
    );
  },
  read: readConll,
  write: (documents) => documents.map(writeDocument).join('\n'),
  between: '\n',
};
