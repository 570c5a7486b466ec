import type { AnnotatedDocument, EntityMention } from '../../annotation/model';
import type { Passage } from '../../text/passage';
import type { Span } from '../../text/span';

/** What takes the place of a stretch of text; of an empty stretch where something is put in. */
export interface Edit extends Span {
  readonly text: string;
}

/**
 * The document with another text: mentions and passages go along.
 * @param edits in order of reading, none overlapping another
 * @param passagesOf how the new text is read; where not given, the old passages with their stretches moved
 */
export function rewritten(
  document: AnnotatedDocument,
  edits: readonly Edit[],
  passagesOf?: (text: string) => readonly Passage[],
): AnnotatedDocument {
  const text = edited(document.text, edits);
  const move = (span: Span): Span => moved(span, edits);
  return {
    ...document,
    text,
    passages: passagesOf
      ? passagesOf(text)
      : document.passages.map(({ kind, span, prose }) => ({
          kind,
          span: move(span),
          prose: prose.map(move),
        })),
    mentions: document.mentions.map((mention) => ({ ...mention, spans: movedSpans(mention, move) })),
    relations: document.relations.map((relation) => ({ ...relation, evidence: [] })),
  };
}

function movedSpans({ spans: [first, ...rest] }: EntityMention, move: (span: Span) => Span) {
  return [move(first), ...rest.map(move)] as const;
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let end = 0;
  for (const edit of edits) {
    result += text.slice(end, edit.start) + edit.text;
    end = edit.end;
  }
  return result + text.slice(end);
}

/** What is put in at a stretch's border stays outside of it; a border within a replaced stretch goes to that one's border. */
function moved({ start, end }: Span, edits: readonly Edit[]): Span {
  let before = 0;
  let within = 0;
  let newStart: number | undefined;
  for (const edit of edits) {
    if (edit.start >= end) break;
    const growth = edit.text.length - (edit.end - edit.start);
    if (edit.end <= start) before += growth;
    else {
      if (edit.start < start) newStart = edit.start + before;
      within += edit.end > end ? edit.start + edit.text.length - end : growth;
    }
  }
  return { start: newStart ?? start + before, end: end + before + within };
}

/** An edit for each match of a pattern that `replacement` has something for. */
export function editsOf(
  text: string,
  pattern: RegExp,
  replacement: (match: string, index: number) => string | undefined,
): Edit[] {
  const edits: Edit[] = [];
  for (const match of text.matchAll(pattern)) {
    const replaced = replacement(match[0], match.index);
    if (replaced !== undefined && replaced !== match[0])
      edits.push({ start: match.index, end: match.index + match[0].length, text: replaced });
  }
  return edits;
}
