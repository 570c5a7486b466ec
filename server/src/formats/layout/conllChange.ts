import { type EntityMention, extent } from '../../annotation/model';
import { contains, overlaps, type Span } from '../../text/span';
import { documentWith, isMention } from './change';
import type { DocumentChange, ReadableLayout, Replacement } from './layout';
import type { PlacedLine } from './lines';

/** A word's line, and where the word stands in the document's text. */
export interface WordLine {
  readonly line: PlacedLine;
  readonly inText: Span;
  /** It begins a sentence: no mention goes on over that. */
  readonly isFirst: boolean;
}

/** How tags tell where a mention begins: always, only behind another one of the type, or with its end as well. */
type Scheme = 'BIO' | 'IOB1' | 'BIOES';

/**
 * Tags of the words that a change is about, and of those beside them, as the other tags are written. A mention that begins or ends inside a word, or lies over
 * another one, has no tags: whoever reads them again finds another one.
 */
export function changeTags(
  words: readonly WordLine[],
  layout: ReadableLayout,
  change: DocumentChange,
): Replacement[] {
  const { mentions } = documentWith(layout.document, change);
  const scheme = schemeOf(words);
  const touched = [...change.removed, ...[...change.replaced].flat(), ...change.added]
    .filter(isMention)
    .map(extent);
  const isTouched = ({ inText }: WordLine) => touched.some((span) => overlaps(span, inText));
  const said = words.map((word) => mentions.filter((mention) => contains(extent(mention), word.inText))[0]);
  return words.flatMap((word, at): Replacement[] => {
    const isNear = [at - 1, at, at + 1].some((each) => words[each] && isTouched(words[each]));
    const tag = isNear ? tagOf(words, said, at, scheme) : undefined;
    return tag === undefined || tag === tagIn(word.line)?.text ? [] : [tagged(word.line, tag)];
  });
}

function tagOf(
  words: readonly WordLine[],
  said: readonly (EntityMention | undefined)[],
  at: number,
  scheme: Scheme,
): string {
  const mention = said[at];
  if (!mention) return 'O';
  const before = words[at]!.isFirst ? undefined : said[at - 1];
  const after = words[at + 1]?.isFirst ? undefined : said[at + 1];
  const [begins, ends] = [before !== mention, after !== mention];
  // Where a mention begins with B as it is, that says the same, whatever stands before it now.
  const isBegun = tagIn(words[at]!.line)?.text === `B-${mention.type}`;
  const letter =
    scheme === 'BIOES'
      ? begins
        ? ends
          ? 'S'
          : 'B'
        : ends
          ? 'E'
          : 'I'
      : begins && (scheme === 'BIO' || before?.type === mention.type || isBegun)
        ? 'B'
        : 'I';
  return `${letter}-${mention.type}`;
}

function schemeOf(words: readonly WordLine[]): Scheme {
  const tags = words.map(({ line }) => tagIn(line)?.text ?? 'O');
  if (tags.some((tag) => /^[ES]-/.test(tag))) return 'BIOES';
  const begins = (tag: string, at: number) =>
    tag.startsWith('I-') && (words[at]!.isFirst || (tags[at - 1] ?? 'O').slice(2) !== tag.slice(2));
  return tags.some(begins) ? 'IOB1' : 'BIO';
}

/** The last column, where there is more than one. */
function tagIn({ text, span }: PlacedLine): { readonly text: string; readonly span: Span } | undefined {
  const match = /[\t ]([^\t ]+)[\t ]*$/.exec(text);
  if (!match || text.slice(0, match.index).trim() === '') return undefined;
  const start = span.start + match.index + 1;
  return { text: match[1]!, span: { start, end: start + match[1]!.length } };
}

function tagged(line: PlacedLine, tag: string): Replacement {
  const there = tagIn(line);
  if (there && /^(?:O|[BIES]-.+)$/.test(there.text)) return { span: there.span, newText: tag };
  return { span: { start: line.span.end, end: line.span.end }, newText: `\t${tag}` };
}
