import type { EntityMention, Relation } from '../../annotation/model';
import { plainTextPassages } from '../../text/plainText';
import { bySpan, type Span } from '../../text/span';
import { CodePointText } from '../codePointText';
import { mentionWith, passagesWith, relationWith } from '../details';
import type { ReadResult } from '../format';
import { locate, sourceIn } from '../jsonLines';
import { codePoints, type Offsets } from '../offsets';
import { parseJson, Reading } from '../reading';
import { conceptsOfBodies, noteOf, typeOf } from './bodies';
import { annotation, ofMention, ofRelation, type Target, textSource, type WebAnnotation } from './schema';

/** A text with what was found to be said of it. */
interface Source {
  readonly id: string;
  readonly text: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly passages: ReturnType<typeof plainTextPassages>;
  readonly offsets: Offsets;
  readonly located: CodePointText;
  readonly mentions: EntityMention[];
  readonly relations: Relation[];
}

/**
 * Reads Web Annotations in JSON-LD: a page, a collection with its first page, a list, or one annotation. The texts stand in the file as we write them
 * (`documents`); annotations of a text that does not are told. A stretch is found by its position, in code points, or by its quote where that
 * occurs once.
 * @see https://www.w3.org/TR/annotation-model/
 */
export function readWebAnnotations(content: string): ReadResult {
  const reading = new Reading();
  const parsed = parseJson(content);
  if (!('value' in parsed)) return { ...reading.result(), problems: [parsed] };
  const sources = sourcesIn(parsed.value, reading);
  const missing = new Map<string, number>();
  const items = itemsIn(parsed.value);
  for (const [index, value] of items.entries()) {
    const about = { source: sourceIn(value, items) };
    const read = annotation.safeParse(value);
    const [target] = read.data?.target ?? [];
    const source = target && sources.get(target.source);
    if (read.success && source) readAnnotation(read.data, source, reading, about);
    else if (read.success && target) missing.set(target.source, (missing.get(target.source) ?? 0) + 1);
    else {
      const message = `annotation ${index + 1} of the page is left out: a target was expected`;
      reading.warn(message, undefined, undefined, about);
    }
  }
  for (const [source, count] of missing)
    reading.fail(
      `${count} annotations are left out: they are about ${source}, whose text is not among the "documents" of this file`,
    );
  for (const { id, text, attributes, passages, mentions, relations } of sources.values())
    reading.documents.push({
      id,
      text,
      ...(attributes && { attributes }),
      passages,
      mentions: mentions.sort((a, b) => bySpan(a.spans[0], b.spans[0])),
      relations,
    });
  if (reading.documents.length === 0 && reading.problems.length === 0)
    reading.fail('Web Annotations with the "documents" that they are about were expected');
  locate(content, parsed.value, reading);
  return reading.result();
}

function sourcesIn(value: unknown, reading: Reading): Map<string, Source> {
  const documents = (value as { documents?: unknown } | null)?.documents;
  const sources = new Map<string, Source>();
  for (const [index, each] of (Array.isArray(documents) ? documents : []).entries()) {
    const read = textSource.safeParse(each);
    if (!read.success) {
      const message = `document ${index + 1} is left out: an "id" and its text as "value" were expected`;
      reading.fail(message, undefined, undefined, { source: sourceIn(each, documents) });
      continue;
    }
    const { id, identifier = id, value: text, details: { attributes, passages } = {} } = read.data;
    const offsets = codePoints(text);
    sources.set(id, {
      id: identifier,
      text,
      attributes,
      passages: passages ? passagesWith(passages, offsets) : plainTextPassages(text),
      offsets,
      located: new CodePointText(text),
      mentions: [],
      relations: [],
    });
  }
  return sources;
}

/** The annotations of a page, of a collection's first page, of a list, or the one that is all. */
function itemsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(itemsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { items, first, target } = value as Record<string, unknown>;
  if (Array.isArray(items)) return items;
  return first !== undefined ? itemsIn(first) : target !== undefined ? [value] : [];
}

function readAnnotation(
  read: WebAnnotation,
  source: Source,
  reading: Reading,
  about: { readonly source: unknown },
): void {
  const relation = ofRelation.safeParse(read.details);
  if (read.motivation?.includes('linking') && relation.success) {
    const { subject, object, ...details } = relation.data;
    const { lost: _, ...others } = relationWith(details, source.offsets);
    source.relations.push({
      type: typeOf(read),
      subject,
      object,
      ...others,
      ...noteOf(read, others.attributes),
    });
    return;
  }
  reading.mentionCount++;
  const spans = (read.target ?? []).map((target) => spanOf(target, source));
  const wrong = spans.find((span) => typeof span === 'string');
  if (wrong !== undefined || spans.length === 0) {
    const message = `annotation ${read.id ?? ''} is left out: ${wrong ?? 'it has no target'}`;
    reading.drop(message, undefined, undefined, about);
    return;
  }
  const details = mentionWith({
    concepts: conceptsOfBodies(read),
    ...ofMention.safeParse(read.details).data,
  });
  source.mentions.push({
    spans: (spans as Span[]).sort(bySpan) as [Span, ...Span[]],
    type: typeOf(read),
    ...details,
    ...noteOf(read, details.attributes),
  });
}

/** Where a target is in its text, or why it is nowhere. */
function spanOf({ selector = [] }: Target, { id, text, offsets, located }: Source): Span | string {
  const quote = selector.find(({ exact }) => exact !== undefined);
  const position = selector.find(({ start, end }) => start !== undefined && end !== undefined);
  if (position) {
    const [start, end] = [position.start!, position.end!];
    if (quote?.exact !== undefined && start >= 0) {
      const place = located.locate(id, start, end, quote.exact);
      return 'why' in place ? place.why : place;
    }
    return offsets.span([start, end]) ?? `characters ${start}–${end} are not in the text of document ${id}`;
  }
  const { exact, prefix = '', suffix = '' } = quote ?? {};
  if (!exact) return 'a selector by position or by quote was expected';
  const at = text.indexOf(prefix + exact + suffix);
  if (at < 0) return `its quote "${exact}" is not in the text of document ${id}`;
  if (text.indexOf(prefix + exact + suffix, at + 1) >= 0)
    return `its quote "${exact}" is more than once in the text of document ${id}; give a position`;
  return { start: at + prefix.length, end: at + prefix.length + exact.length };
}
