import type { Node } from 'jsonc-parser/lib/esm/main.js';
import type { EntityMention, Relation } from '../../annotation/model';
import { isMention, sayersOf } from '../layout/change';
import { elements, jsonTree, property } from '../layout/json';
import { JsonChange, jsonValue } from '../layout/jsonChange';
import type { DocumentChange, ReadableLayout, Replacement } from '../layout/layout';
import { codePoints, type Offsets } from '../offsets';
import { relationIn, spanIn } from './write';

/** The names of lists of mentions, in the order in which the reader looks for them. */
export const lists = ['spans', 'label', 'labels', 'entities'];

/** Objects and lists of a row, as whoever wrote it writes them: Prodigy's spans, doccano's lists and entities. */
export function changeRow(stretch: string, layout: ReadableLayout, change: DocumentChange): Replacement[] {
  const { root } = jsonTree(stretch.replace(/^\uFEFF/, ' '));
  if (!root) return [];
  const { text } = layout.document;
  const offsets = codePoints(text);
  const written = new JsonChange(stretch);
  const mentions = lists.map((name) => property(root, name)).find((each) => each !== undefined);
  const relations = property(root, 'relations');
  const nodes = sayersOf(layout, [...elements(mentions), ...elements(relations)], ({ offset }) => offset);
  for (const each of change.removed) {
    const node = nodes.get(each);
    if (node) written.remove(node);
  }
  for (const [before, now] of change.replaced) {
    const node = nodes.get(before);
    if (!node) continue;
    if (!isMention(now)) {
      const [was, is] = [before as Relation, now].map((each) => relationIn(each, offsets));
      written.set(node, withDifferences(jsonValue(node), was!, is!));
      continue;
    }
    const [was, is] = [before as EntityMention, now].map((each) => spanIn(each, text, offsets));
    written.set(node, spanAfter(jsonValue(node), was!, is!));
    if (was!.start === is!.start && was!.end === is!.end) continue;
    for (const relation of elements(relations))
      for (const end of ['head_span', 'child_span']) {
        const span = property(relation, end);
        const { start, end: last } = (span ? jsonValue(span) : {}) as Record<string, unknown>;
        if (span && start === was!.start && last === was!.end)
          written.set(span, { ...(jsonValue(span) as object), start: is!.start, end: is!.end });
      }
  }
  const added = change.added.map((each) => ({
    isMention: isMention(each),
    value: isMention(each) ? newSpan(mentions, each, text, offsets) : relationIn(each, offsets),
  }));
  for (const isOf of [true, false]) {
    const list = isOf ? mentions : relations;
    const values = added.filter((each) => each.isMention === isOf).map(({ value }) => value);
    if (list?.type === 'array') for (const value of values) written.add(list, value);
    else if (values.length > 0) written.addProperty(root, isOf ? 'spans' : 'relations', values);
  }
  return written.replacements;
}

type Fields = Readonly<Record<string, unknown>>;

/** What differs is written, and nothing else. */
function withDifferences(value: unknown, was: Fields, is: Fields): unknown {
  const now: Record<string, unknown> = { ...(value as object) };
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)]))
    if (JSON.stringify(was[name]) !== JSON.stringify(is[name])) {
      if (is[name] === undefined) delete now[name];
      else now[name] = is[name];
    }
  return now;
}

function spanAfter(value: unknown, was: Fields, is: Fields): unknown {
  if (Array.isArray(value)) return [is['start'], is['end'], is['label']];
  const now = { ...(value as Record<string, unknown>) };
  if ('start_offset' in now)
    return { ...now, start_offset: is['start'], end_offset: is['end'], label: is['label'] };
  const moved = was['start'] !== is['start'] || was['end'] !== is['end'];
  // Numbers of tokens are those of the place before.
  if (moved) for (const name of ['token_start', 'token_end']) delete now[name];
  const { text, ...others } = is;
  const after = withDifferences(now, was, others) as Record<string, unknown>;
  // Not every program says what a span covers.
  if ('text' in now && moved) after['text'] = text;
  else if ('text' in now) after['text'] = now['text'];
  return after;
}

/** As those that are there, or as the list's name says. */
function newSpan(list: Node | undefined, mention: EntityMention, text: string, offsets: Offsets): unknown {
  const span = spanIn(mention, text, offsets);
  const items = elements(list);
  const name = list?.parent?.children?.[0]?.value;
  const { start, end, label } = span;
  const isTriple = items.length > 0 ? items[0]!.type === 'array' : name === 'label' || name === 'labels';
  if (isTriple) return [start, end, label];
  const isEntity = items.length > 0 ? property(items[0], 'start_offset') !== undefined : name === 'entities';
  if (isEntity) {
    const ids = items.map((item) => Number(property(item, 'id')?.value ?? 0));
    return { id: Math.max(0, ...ids) + 1, label, start_offset: start, end_offset: end };
  }
  const hasText = items.length === 0 || items.some((item) => property(item, 'text') !== undefined);
  const { text: words, ...others } = span;
  const { start: _, end: __, label: ___, ...details } = others;
  return { start, end, label, ...(hasText && { text: words }), ...details };
}
