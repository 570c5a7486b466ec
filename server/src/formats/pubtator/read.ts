import type { AnnotatedDocument, EntityMention, Relation } from '../../annotation/model';
import type { Problem } from '../../annotation/problem';
import type { Passage } from '../../text/passage';
import { bySpan, span } from '../../text/span';
import { CodePointText } from '../codePointText';
import type { ReadResult } from '../format';
import { identified } from '../identifier';
import { attributesOf, MENTION_COLUMN, RELATION_COLUMN } from './furtherColumns';
import { type PubTatorLine, parseLine } from './line';

/** A line as it stood, with its line break, and what it became. */
export interface SourceLine {
  readonly raw: string;
  /** Index into `PubTatorSource.blocks`; absent for blank lines and the like. */
  readonly block?: number;
  /** The mention or relation that was read from it. */
  annotation?: EntityMention | Relation;
}

/** The lines of one document: its id, and which document of that id it is, counted from 0. */
export interface SourceBlock {
  readonly id: string;
  readonly occurrence: number;
}

/** All of a PubTator file, so that writing it back loses nothing. */
export interface PubTatorSource {
  readonly byteOrderMark: boolean;
  readonly lines: readonly SourceLine[];
  readonly blocks: readonly SourceBlock[];
}

export interface PubTatorReadResult extends ReadResult {
  readonly source: PubTatorSource;
}

type Of<Kind extends PubTatorLine['kind']> = Extract<PubTatorLine, { kind: Kind }> & {
  readonly line: number;
};

/** What was gathered of one document until the file's end: its lines may stand in any order. */
interface Gathered extends SourceBlock {
  readonly firstLine: number;
  title?: string;
  abstract?: string;
  readonly mentions: Of<'mention'>[];
  readonly relations: Of<'relation'>[];
}

/**
 * Reads a PubTator file (BioCreative V CDR's layout and its kin). A document's text is its title, a space and its abstract;
 * concept ids stay as the file writes them, and columns after those known become attributes. Offsets, which count code points in the file, become UTF-16 units. A mention
 * whose text is not what stands at its offsets is left out of the document with a located warning, and stays in `source`.
 * A document id that occurs again begins another document of that id. Linear in the length of the file.
 */
export function readPubTator(file: string): PubTatorReadResult {
  const byteOrderMark = file.startsWith('\uFEFF');
  const lines: SourceLine[] = [];
  const gathered: Gathered[] = [];
  const problems: Problem[] = [];
  const latest = new Map<string, number>();

  const blockOf = (id: string, beginsAnew: (block: Gathered) => boolean): number => {
    const known = latest.get(id);
    if (known !== undefined && !beginsAnew(gathered[known]!)) return known;
    const occurrence = known === undefined ? 0 : gathered[known]!.occurrence + 1;
    latest.set(id, gathered.length);
    if (occurrence === 1) {
      problems.push({
        severity: 'warning',
        line: lines.length + 1,
        column: 1,
        message: `document ${id} occurs more than once; each occurrence is read as a document of its own`,
      });
    }
    return gathered.push({ id, occurrence, firstLine: lines.length + 1, mentions: [], relations: [] }) - 1;
  };

  for (const raw of linesOf(byteOrderMark ? file.slice(1) : file)) {
    const line = lines.length + 1;
    const parsed = parseLine(raw.replace(/\r?\n$/, ''));
    let block: number | undefined;
    if (parsed.kind === 'text') {
      block = blockOf(parsed.id, (known) => parsed.section === 't' && known.title !== undefined);
      const target = gathered[block]!;
      if (parsed.section === 't') target.title = parsed.text;
      else if (target.abstract === undefined) target.abstract = parsed.text;
      else
        problems.push({
          severity: 'warning',
          line,
          column: 1,
          message: `document ${parsed.id} has a second abstract; only the first is read`,
        });
    } else if (parsed.kind === 'mention') {
      block = blockOf(parsed.id, () => false);
      gathered[block]!.mentions.push({ ...parsed, line });
    } else if (parsed.kind === 'relation') {
      block = blockOf(parsed.id, () => false);
      gathered[block]!.relations.push({ ...parsed, line });
    } else if (parsed.kind === 'unknown') {
      problems.push({
        severity: 'warning',
        line,
        column: 1,
        message: `this line was not understood and is left as it is: ${parsed.why}`,
      });
      block = latest.get(parsed.id);
    }
    lines.push(block === undefined ? { raw } : { raw, block });
  }

  let droppedMentions = 0;
  const documents: AnnotatedDocument[] = [];
  for (const each of gathered) {
    if (each.title === undefined && each.abstract === undefined) {
      droppedMentions += each.mentions.length;
      problems.push({
        severity: 'error',
        line: each.firstLine,
        column: 1,
        message: `document ${each.id} has annotations but no text; add its lines "${each.id}|t|…" and "${each.id}|a|…"`,
      });
      continue;
    }
    const document = assemble(each, lines, problems);
    droppedMentions += each.mentions.length - document.mentions.length;
    documents.push(document);
  }
  problems.sort((a, b) => a.line! - b.line!);
  const mentionCount = gathered.reduce((sum, { mentions }) => sum + mentions.length, 0);
  return {
    documents,
    problems,
    mentionCount,
    droppedMentions,
    source: { byteOrderMark, lines, blocks: gathered },
  };
}

function assemble(gathered: Gathered, lines: readonly SourceLine[], problems: Problem[]): AnnotatedDocument {
  const { id, title = '', abstract = '' } = gathered;
  const text = abstract === '' ? title : `${title} ${abstract}`;
  const located = new CodePointText(text);
  const mentions: EntityMention[] = [];
  for (const { line, start, end, text: wording, type, identifier = '-1', further } of gathered.mentions) {
    const place = located.locate(id, start, end, wording);
    if ('why' in place) {
      const { why: message, fits } = place;
      problems.push({ severity: 'warning', line, column: id.length + 2, message, ...(fits && { fits }) });
      continue;
    }
    if (wording.length > place.end - place.start) {
      problems.push({
        severity: 'warning',
        line,
        column: id.length + 2,
        message: `the mention "${wording}" has more blanks at its ends than its offsets ${start}–${end} cover; it is read without them`,
      });
    }
    const mention: EntityMention = {
      spans: [place],
      type,
      ...identified(identifier),
      ...attributesOf(further, MENTION_COLUMN, 6),
      origin: 'gold',
    };
    lines[line - 1]!.annotation = mention;
    mentions.push(mention);
  }
  mentions.sort((a, b) => bySpan(a.spans[0], b.spans[0]));
  const relations = gathered.relations.map(({ line, type, subject, object, further }): Relation => {
    const relation: Relation = {
      type,
      subject,
      object,
      evidence: [],
      origin: 'gold',
      ...attributesOf(further, RELATION_COLUMN, 4),
    };
    lines[line - 1]!.annotation = relation;
    return relation;
  });
  return { id, text, passages: passagesOf(title, abstract, text), mentions, relations };
}

function passagesOf(title: string, abstract: string, text: string): Passage[] {
  const passage = (kind: Passage['kind'], start: number, end: number): Passage => ({
    kind,
    span: span(start, end),
    prose: [span(start, end)],
  });
  const passages: Passage[] = [];
  if (title !== '') passages.push(passage('title', 0, title.length));
  if (abstract !== '') passages.push(passage('abstract', title.length + 1, text.length));
  return passages;
}

/** Lines with their line breaks. */
function* linesOf(text: string): Generator<string> {
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
    yield text.slice(from, at + 1);
    from = at + 1;
  }
  if (from < text.length) yield text.slice(from);
}
