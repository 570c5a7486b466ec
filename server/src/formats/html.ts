import { createHash } from 'node:crypto';
import {
  type AnnotatedDocument,
  type EntityMention,
  extent,
  type Relation,
  wording,
} from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import { escapedHtml } from './escapedHtml';
import type { Format } from './format';

// One page that any browser shows without anything else: no script, no font, no image, and a policy that forbids all of them. Every text is data.
/** Told apart without red beside green; further types begin again. */
const colours = ['#56b4e9', '#e69f00', '#cc79a7', '#009e73', '#f0e442', '#0072b2'];

const style = (types: readonly string[]): string =>
  [
    'body{font:16px/1.7 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}',
    'h2{font-size:1.1rem;margin-top:2.5rem}.text{white-space:pre-wrap}',
    'mark{color:inherit;padding:.1em .15em;border-radius:.2em}table{border-collapse:collapse;margin:1rem 0;font-size:.9rem}',
    'td,th{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #ccc}.key mark{margin-right:.6em}',
    ...types.map((_, index) => {
      const colour = colours[index % colours.length];
      return `.t${index}{background:${colour}55;border-bottom:2px solid ${colour}}`;
    }),
    '@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#1b1b1b}td,th{border-color:#555}}',
  ].join('\n');

function page(documents: readonly AnnotatedDocument[]): string {
  const types = [...new Set(documents.flatMap(({ mentions }) => mentions.map(({ type }) => type)))].sort();
  const classOf = (type: string): string => `t${types.indexOf(type)}`;
  const css = style(types);
  const hash = createHash('sha256').update(css).digest('base64');
  const key = types.map((type) => `<mark class="${classOf(type)}">${escapedHtml(type)}</mark>`).join('');
  const title = documents.length === 1 ? documents[0]!.id : `${documents.length} documents`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<title>${escapedHtml(title)}</title>
<style>${css}</style>
</head>
<body>
<p class="key">${key}</p>
${documents.map((document) => section(document, classOf)).join('')}</body>
</html>
`;
}

function section(document: AnnotatedDocument, classOf: (type: string) => string): string {
  return `<section>
<h2>${escapedHtml(document.id)}</h2>
<div class="text">${marked(document, classOf)}</div>
${relationTable(document)}</section>
`;
}

/** The text with every mention marked, those inside others as well; where two cross, the second is marked in parts. */
function marked({ text, mentions }: AnnotatedDocument, classOf: (type: string) => string): string {
  const parts = mentions.flatMap((mention) => mention.spans.map((span) => ({ ...span, mention })));
  const bounds = [...new Set([0, text.length, ...parts.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  // Longer marks are opened first, so that shorter ones lie inside.
  parts.sort((a, b) => a.start - b.start || b.end - a.end);
  let open: typeof parts = [];
  let next = 0;
  let html = '';
  for (const [index, at] of bounds.entries()) {
    const first = open.findIndex(({ end }) => end <= at);
    if (first >= 0) {
      // All that was opened since has to be closed as well, and what goes on is opened again.
      html += '</mark>'.repeat(open.length - first);
      const goesOn = open.slice(first).filter(({ end }) => end > at);
      html += goesOn.map(({ mention }) => opening(mention, classOf)).join('');
      open = [...open.slice(0, first), ...goesOn];
    }
    for (; next < parts.length && parts[next]!.start === at; next++) {
      open.push(parts[next]!);
      html += opening(parts[next]!.mention, classOf);
    }
    html += escapedHtml(text.slice(at, bounds[index + 1] ?? at));
  }
  return html;
}

function opening(
  { type, concepts, score, origin, attributes }: EntityMention,
  classOf: (type: string) => string,
): string {
  const told = [
    type,
    ...concepts.filter(({ id }) => !isUnlinked(id)).map(({ id, name }) => (name ? `${id} ${name}` : id)),
    ...(score === undefined ? [] : [`score ${score.toFixed(2)}`]),
    ...(origin === 'gold' ? [] : [origin]),
    ...(attributes?.['note'] ? [attributes['note']] : []),
  ];
  return `<mark class="${classOf(type)}" title="${escapedHtml(told.join(' · '))}">`;
}

function relationTable({ text, mentions, relations }: AnnotatedDocument): string {
  if (relations.length === 0) return '';
  const names = new Map<string, string>();
  for (const mention of [...mentions].sort((a, b) => extent(a).start - extent(b).start))
    for (const { id } of mention.concepts) if (!names.has(id)) names.set(id, wording(text, mention));
  const end = (id: string): string =>
    isUnlinked(id) ? id.slice('text:'.length) : names.has(id) ? `${names.get(id)} (${id})` : id;
  const rows = relations.map(({ type, subject, object, score, negated, evidence }: Relation) => {
    const sentence = evidence[0]?.sentence;
    const cells = [
      end(subject),
      negated ? `not ${type}` : type,
      end(object),
      score === undefined ? '' : score.toFixed(2),
      sentence ? text.slice(sentence.start, sentence.end) : '',
    ];
    return `<tr>${cells.map((cell) => `<td>${escapedHtml(cell)}</td>`).join('')}</tr>\n`;
  });
  const head = ['Subject', 'Relation', 'Object', 'Score', 'Evidence']
    .map((name) => `<th>${name}</th>`)
    .join('');
  return `<table>\n<tr>${head}</tr>\n${rows.join('')}</table>\n`;
}

export const html: Format = {
  id: 'html',
  title: 'Page with highlights (HTML)',
  extensions: ['.html'],
  write: page,
};
