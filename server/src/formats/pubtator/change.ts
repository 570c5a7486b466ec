import { type EntityMention, extent, type Relation } from '../../annotation/model';
import { documentWith, isMention, isRelation } from '../layout/change';
import type { DocumentChange, ReadableLayout, Replacement, Statement } from '../layout/layout';
import { cellsOf, linesFrom } from '../layout/lines';
import { parseLine } from './line';
import { mentionLines, relationLines } from './write';

/**
 * A line for each mention and relation: those that go are taken out whole, of those that change only the cells that say so are written anew, and new ones
 * come behind the last line of their kind that stands before them in the text.
 */
export function changePubTator(
  stretch: string,
  layout: ReadableLayout,
  change: DocumentChange,
): Replacement[] {
  const { removed, replaced, added } = change;
  const after = documentWith(layout.document, change);
  const said = layout.statements.filter(({ annotation }) => annotation !== undefined);
  const lineOf = new Map(said.map((each) => [each.annotation!, each]));
  const staying = said.filter(({ annotation }) => !removed.includes(annotation!));
  const texts = [...linesFrom(stretch)].filter(({ text }) => parseLine(text).kind === 'text');
  const lineBreak = stretch.includes('\r\n') ? '\r\n' : '\n';
  const insert = (line: string, behind: Pick<Statement, 'span'> | undefined, before?: Statement) =>
    before
      ? { span: { start: before.span.start, end: before.span.start }, newText: line + lineBreak }
      : { span: { start: behind!.span.end, end: behind!.span.end }, newText: lineBreak + line };

  const newMentions = added.filter(isMention).sort((a, b) => a.spans[0].start - b.spans[0].start);
  const mentions = staying.filter(({ kind }) => kind === 'mention');
  const relations = staying.filter(({ kind }) => kind === 'relation');
  const lines = {
    ofMention: (mention: EntityMention) => mentionLines(after, [mention])[0]!,
    ofRelation: (relation: Relation) => relationLines(after, [relation])[0]!,
  };
  return [
    ...removed.flatMap((each) => wholeLine(stretch, lineOf.get(each))),
    ...[...replaced].flatMap(([before, now]) => {
      const line = lineOf.get(before);
      if (!line) return [];
      const written = isMention(now) ? lines.ofMention(now) : lines.ofRelation(now);
      return changedCells(stretch, line, before, now, written);
    }),
    ...newMentions.map((mention) => {
      const behind = mentions.findLast(
        ({ annotation }) => extent(annotation as EntityMention).start <= mention.spans[0].start,
      );
      const line = lines.ofMention(mention);
      return behind || mentions.length === 0
        ? insert(line, behind ?? texts.at(-1))
        : insert(line, undefined, mentions[0]);
    }),
    ...added
      .filter(isRelation)
      .map((relation) =>
        insert(lines.ofRelation(relation), relations.at(-1) ?? mentions.at(-1) ?? texts.at(-1)),
      ),
  ];
}

/** With its line break. */
function wholeLine(stretch: string, line: Statement | undefined): Replacement[] {
  if (!line) return [];
  const { start, end } = line.span;
  const rest = /^\r?\n/.exec(stretch.slice(end, end + 2))?.[0] ?? '';
  return [{ span: { start, end: end + rest.length }, newText: '' }];
}

/** Which columns say what of a mention (its place, type, ids) and of a relation (type, ends). */
const columns = {
  mention: { spans: [1, 2, 3], type: [4], concepts: [5] },
  relation: { type: [1], subject: [2], object: [3] },
} as const;

function changedCells(
  stretch: string,
  { kind, span }: Statement,
  before: object,
  now: object,
  written: string,
): Replacement[] {
  const cells = cellsOf({ text: stretch.slice(span.start, span.end), span });
  const fresh = written.split('\t');
  const aspects = Object.entries(kind === 'mention' ? columns.mention : columns.relation);
  return aspects
    .filter(([aspect]) => saidOf(before, aspect) !== saidOf(now, aspect))
    .flatMap(([, numbers]) => [...numbers])
    .map((column) => {
      const cell = cells[column];
      return cell
        ? { span: cell.span, newText: fresh[column]! }
        : // A mention need not have a column of ids.
          { span: { start: span.end, end: span.end }, newText: `\t${fresh[column]}` };
    });
}

const saidOf = (annotation: object, aspect: string): string =>
  JSON.stringify((annotation as Record<string, unknown>)[aspect]) ?? '';
