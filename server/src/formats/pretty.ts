import {
  type AnnotatedDocument,
  type EntityMention,
  extent,
  type Relation,
  wording,
} from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import type { Format } from './format';

// Foreground colours of the sixteen that every terminal has, one a type in the order of first sight; no red beside green.
const palette = ['36', '33', '35', '34', '32', '31'];
const RESET = '\u001b[0m';
const BOLD = '1';

type Paint = (text: string, ...codes: string[]) => string;

const painted: Paint = (text, ...codes) => `\u001b[${codes.join(';')}m${text}${RESET}`;
const plain: Paint = (text) => text;

// A text must not steer the terminal that shows it: control characters are shown as a mark, line breaks and tabs stay.
const harmless = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '\u00b7');

/** A document for a person: its text with the mentions marked `[name]Type`, what they are, and a table of relations. */
function prettyDocument(document: AnnotatedDocument, paint: Paint): string {
  const colours = coloursOf(document.mentions);
  const sections = [
    paint(harmless(document.id), BOLD),
    markedText(document, colours, paint),
    relationTable(document, colours, paint),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function coloursOf(mentions: readonly EntityMention[]): Map<string, string> {
  const types = [...new Set(mentions.map(({ type }) => type))].sort();
  return new Map(types.map((type, index) => [type, palette[index % palette.length]!]));
}

/** Mentions inside another are not marked again. */
function markedText(
  { text, mentions }: AnnotatedDocument,
  colours: ReadonlyMap<string, string>,
  paint: Paint,
): string {
  const parts: string[] = [];
  let at = 0;
  for (const mention of [...mentions].sort(
    (a, b) => extent(a).start - extent(b).start || extent(b).end - extent(a).end,
  )) {
    const { start, end } = extent(mention);
    if (start < at) continue;
    const colour = colours.get(mention.type)!;
    parts.push(
      harmless(text.slice(at, start)),
      paint(`[${harmless(text.slice(start, end))}]`, BOLD, colour),
      paint(harmless(mention.type), colour),
    );
    at = end;
  }
  return [...parts, harmless(text.slice(at))].join('').trimEnd();
}

function relationTable(
  document: AnnotatedDocument,
  colours: ReadonlyMap<string, string>,
  paint: Paint,
): string {
  const { relations } = document;
  if (relations.length === 0) return '';
  const names = namesOf(document);
  const name = (concept: string): string =>
    names.get(concept)?.name ?? (isUnlinked(concept) ? concept.slice('text:'.length) : concept);
  const rows = relations.map(({ type, subject, object, score }) =>
    [name(subject), type, name(object), score === undefined ? '' : score.toFixed(2)].map(harmless),
  );
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row, index) => {
      const { subject, object } = relations[index] as Relation;
      const cell = (column: number, concept?: string) => {
        const padded = row[column]!.padEnd(widths[column]!);
        const colour = concept === undefined ? undefined : colours.get(names.get(concept)?.type ?? '');
        return colour === undefined ? padded : paint(padded, colour);
      };
      return `${cell(0, subject)}  ${cell(1)}  ${cell(2, object)}  ${row[3]!}`.trimEnd();
    })
    .join('\n');
}

/** What each concept is called where it is first named. */
function namesOf({ text, mentions }: AnnotatedDocument): Map<string, { name: string; type: string }> {
  const names = new Map<string, { name: string; type: string }>();
  for (const mention of mentions) {
    for (const { id } of mention.concepts)
      if (!names.has(id))
        names.set(id, { name: wording(text, mention).replace(/\s+/g, ' '), type: mention.type });
  }
  return names;
}

export const pretty: Format = {
  id: 'pretty',
  title: 'Text with marked mentions and a table of relations, for reading',
  extensions: [],
  write: (documents, { coloured = false } = {}) =>
    documents.map((document) => prettyDocument(document, coloured ? painted : plain)).join('\n'),
  between: '\n',
};
