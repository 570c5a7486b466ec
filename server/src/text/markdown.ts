import { parse, postprocess, preprocess } from 'micromark';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import { normalizeIdentifier } from 'micromark-util-normalize-identifier';
import { markdownBlocks } from './markdownBlocks';
import { splitParagraphs, trimmed } from './paragraphs';
import type { Passage, PassageKind } from './passage';
import { plainTextPassages } from './plainText';
import type { Span } from './span';

const extensions = [gfm(), math()];

/** Reading markup takes more than linear time on hostile input; a longer block (UTF-16 units) is read as plain text. */
const LONGEST_BLOCK = 32_768;

/** Reading markup costs a microsecond or two a unit: a longer text (UTF-16 units) is read as plain text. */
const LONGEST_TEXT = 2_000_000;

/** Anything in a block that could be markup; a block without it is one paragraph as it stands. */
const maybeMarkup = /[`*_[\]<>&~$|\\#@]|:\/\/|www\.|(?:^|[\r\n])(?:[-+=: \t]|\d{1,9}[.)])/i;

/** YAML or TOML between lines of `---` or `+++` at the very start. */
const frontMatter = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(?:[^\r\n]*\r?\n)*?\1[ \t]*(?:\r?\n|$)/;

/**
 * Passages of a Markdown text (CommonMark 0.31 with GitHub's extensions and `$math$`), spans in UTF-16 units of the text
 * itself. Prose is what a reader reads: code, math, HTML, link targets, footnote marks, front matter and the markup's own
 * characters are not. A character reference (`&beta;`) is not prose either, an escaped character (`\*`) is, without its
 * backslash. A block of more than 32,768 units without a blank line is read as plain text, and so is a text of more than
 * 2,000,000, so that no input is slow.
 */
export function markdownPassages(text: string): Passage[] {
  if (text.length > LONGEST_TEXT) return plainTextPassages(text);
  const start = frontMatter.exec(text)?.[0].length ?? (text.startsWith('\uFEFF') ? 1 : 0);
  const defined = definitions(text);
  const passages: Passage[] = [];
  for (const block of markdownBlocks(text, start)) {
    const content = text.slice(block.start, block.end);
    const found =
      content.length > LONGEST_BLOCK || !maybeMarkup.test(content)
        ? splitParagraphs(content).map((each): Passage => ({ kind: 'paragraph', span: each, prose: [each] }))
        : blockPassages(content, defined);
    for (const { kind, span, prose } of found) {
      const move = ({ start, end }: Span): Span => ({ start: start + block.start, end: end + block.start });
      passages.push({ kind, span: move(span), prose: prose.map(move) });
    }
  }
  return withTitle(passages);
}

/** A document that begins with a heading begins with its title. */
function withTitle(passages: Passage[]): Passage[] {
  const [first, ...rest] = passages;
  return first?.kind === 'heading' ? [{ ...first, kind: 'title' }, ...rest] : passages;
}

interface Definitions {
  readonly links: string[];
  readonly footnotes: string[];
}

/** Labels of link and footnote definitions, which a reference in another block may use. */
function definitions(text: string): Definitions {
  const links: string[] = [];
  const footnotes: string[] = [];
  for (const [, label] of text.matchAll(/^[ \t>]*\[([^[\]\r\n]{1,999})\]:/gm)) {
    if (label!.startsWith('^')) footnotes.push(normalizeIdentifier(label!.slice(1)));
    else links.push(normalizeIdentifier(label!));
  }
  return { links, footnotes };
}

/** Blocks that hold running text, and the kind of passage each makes. */
const leaves: Readonly<Record<string, PassageKind>> = {
  paragraph: 'paragraph',
  atxHeadingText: 'heading',
  setextHeadingText: 'heading',
  tableHeader: 'tableCell',
  tableData: 'tableCell',
};

/** Inside these nothing is prose, though parts of them are ordinary characters to the parser. */
const silent = new Set<string>([
  'codeText',
  'mathText',
  'htmlText',
  'autolink',
  'literalAutolink',
  'resource',
  'reference',
  'definition',
  'gfmFootnoteCall',
  'taskListCheck',
]);

/** Containers that give the paragraphs in them their kind; the innermost decides. */
const containers: Readonly<Record<string, PassageKind>> = {
  listOrdered: 'listItem',
  listUnordered: 'listItem',
  blockQuote: 'quote',
};

/** The passages of one block, spans relative to it. */
function blockPassages(block: string, { links, footnotes }: Definitions): Passage[] {
  const parser = parse({ extensions });
  parser.defined.push(...links);
  (parser as { gfmFootnotes?: string[] }).gfmFootnotes = [...footnotes];
  const passages: Passage[] = [];
  const around: PassageKind[] = [];
  let leaf: LeafReader | undefined;
  let silence = 0;
  for (const [step, token] of postprocess(parser.document().write(preprocess()(block, undefined, true)))) {
    const entering = step === 'enter';
    const container = containers[token.type];
    if (container !== undefined) entering ? around.push(container) : around.pop();
    else if (silent.has(token.type)) silence += entering ? 1 : -1;
    else if (leaves[token.type] !== undefined) {
      if (entering) {
        leaf = new LeafReader(block);
        continue;
      }
      const kind = leaves[token.type]!;
      const passage = leaf?.passage(kind === 'paragraph' ? (around[around.length - 1] ?? kind) : kind);
      if (passage !== undefined) passages.push(passage);
      leaf = undefined;
    } else if (entering && leaf !== undefined && silence === 0)
      leaf.read(token.type, token.start.offset, token.end.offset);
  }
  return passages;
}

/** Collects the prose of one paragraph, heading or cell. */
class LeafReader {
  private readonly prose: Span[] = [];
  private outsideImages = false;
  private imageEnd = 0;

  constructor(private readonly text: string) {}

  read(type: string, start: number, end: number): void {
    if (type === 'image') this.imageEnd = end;
    // A line break between two lines belongs to the text when nothing but it parts them.
    if (type !== 'data' && type !== 'characterEscapeValue' && type !== 'lineEnding') return;
    if (start >= this.imageEnd && /\S/.test(this.text.slice(start, end))) this.outsideImages = true;
    const last = this.prose[this.prose.length - 1];
    if (last?.end === start) this.prose[this.prose.length - 1] = { start: last.start, end };
    else this.prose.push({ start, end });
  }

  /** Undefined where nothing is to be read. A paragraph of images alone is their caption (the alternative text). */
  passage(kind: PassageKind): Passage | undefined {
    const prose = this.prose.filter(({ start, end }) => /\S/.test(this.text.slice(start, end)));
    const first = prose[0];
    if (first === undefined) return undefined;
    const last = prose.length - 1;
    const span = {
      start: trimmed(this.text, first.start, first.end).start,
      end: trimmed(this.text, prose[last]!.start, prose[last]!.end).end,
    };
    prose[0] = { start: span.start, end: prose[0]!.end };
    prose[last] = { start: prose[last]!.start, end: span.end };
    return { kind: this.outsideImages ? kind : 'caption', span, prose };
  }
}
