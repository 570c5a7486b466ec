import * as z from 'zod';
import type { EntityMention, Relation } from '../../annotation/model';
import { plainTextPassages } from '../../text/plainText';
import { bySpan, type Span } from '../../text/span';
import { attributesIn, noNames } from '../attributes';
import { CodePointText } from '../codePointText';
import { passages, passagesWith, relationDetails, relationWith } from '../details';
import type { ReadResult, SourceFile } from '../format';
import { MentionEnds } from '../mentionEnds';
import { codePoints, type Offsets, type Pair } from '../offsets';
import { Reading, tooDeeplyNested } from '../reading';
import { detailsIn } from './details';
import { type LabelledSpan, labelledSpan } from './span';

/** Names of a row that say something else than attributes of its document. */
const ownNames = new Set(['text', 'id', 'meta']);
const idOnly = new Set(['id']);

const id = z.union([z.string(), z.number()]).optional().catch(undefined);
const list = z.array(z.unknown()).optional();
const rowSchema = z.looseObject({
  text: z.string(),
  id,
  meta: z.looseObject({ id }).optional(),
  // Another program's passages may be of any shape.
  passages: passages.optional().catch(undefined),
  spans: list,
  label: list,
  labels: list,
  entities: list,
  relations: list,
});

const ofConcepts = z.object({
  type: z.string().min(1),
  subject: z.string().min(1),
  object: z.string().min(1),
});
const head = z.object({ start: z.int(), end: z.int() });
const ofSpans = z.object({ label: z.string().min(1), head_span: head, child_span: head });
const ofEntities = z.object({ type: z.string().min(1), from_id: z.int(), to_id: z.int() });
/** Names of relations that say what they are between; Prodigy's `head` and `child` are numbers of tokens. */
const endNames = {
  concepts: Object.keys(ofConcepts.shape),
  spans: [...Object.keys(ofSpans.shape), 'head', 'child'],
  entities: [...Object.keys(ofEntities.shape), 'id'],
};

/**
 * Reads a document a line, with offsets in code points as Python counts. Spans as Prodigy has them (`spans`), and doccano's `label`, `labels` and
 * `entities`; relations between concepts as we write them, between spans as Prodigy does (`head_span`, `child_span`) or between entities as doccano
 * does (`from_id`, `to_id`). What else a row says in texts and numbers becomes attributes.
 * @see https://prodi.gy/docs/api-interfaces and https://doccano.github.io/doccano/tutorial/
 */
export function readJsonLines({ name, text }: SourceFile): ReadResult {
  const reading = new Reading();
  text.split('\n').forEach((content, index) => {
    readRow(content, `${name}:${index + 1}`, index + 1, reading);
  });
  return reading.result();
}

/**
 * Reads one line. Its values are told in `reading.sources`.
 * @param fallbackId of a document that has none of its own
 * @returns what JSON made of it; undefined where it is blank or no JSON
 */
export function readRow(content: string, fallbackId: string, line: number, reading: Reading): unknown {
  if (content.trim() === '' || content.trim() === '\uFEFF') return undefined;
  if (tooDeeplyNested(content) !== undefined) {
    reading.fail('this line is nested too deeply for a document', line);
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    reading.fail('this line is not a JSON object; each line must hold one document', line);
    return undefined;
  }
  const parsed = rowSchema.safeParse(value);
  if (parsed.success) new RowReading(parsed.data, line, reading).read(fallbackId);
  else
    reading.fail(
      'this line is not a document: an object with "text" and, if annotated, "spans" was expected',
      line,
    );
  return value;
}

/** One row, which is one document. `reading.sources` are the values of its lists. */
class RowReading {
  readonly #offsets: Offsets;
  readonly #ends: MentionEnds;
  readonly #bySpan = new Map<string, EntityMention>();
  readonly #byId = new Map<number, EntityMention>();
  #codePointText?: CodePointText;

  constructor(
    private readonly row: z.infer<typeof rowSchema>,
    private readonly line: number,
    private readonly reading: Reading,
  ) {
    this.#offsets = codePoints(row.text);
    this.#ends = new MentionEnds(row.text);
  }

  read(fallbackId: string): void {
    const { text, meta, spans, label, labels, entities, passages, id } = this.row;
    const { sources } = this.reading;
    const mentions = (spans ?? label ?? labels ?? entities ?? []).flatMap((value) =>
      this.#mention(value).map((mention) => ({ mention, value })),
    );
    const relations = (this.row.relations ?? []).flatMap((value) => {
      const read = this.#relation(value);
      for (const each of read) sources.set(each, value);
      return read;
    });
    const named = mentions.map(({ mention, value }) => {
      const each = this.#ends.named(mention);
      sources.set(each, value);
      return each;
    });
    this.reading.lines.push(this.line);
    this.reading.documents.push({
      id: String(meta?.id ?? id ?? fallbackId),
      text,
      ...attributesIn({ ...without(this.row, ownNames), ...without(meta ?? {}, idOnly) }, noNames),
      passages: passages === undefined ? plainTextPassages(text) : passagesWith(passages, this.#offsets),
      mentions: named.sort((a, b) => bySpan(a.spans[0], b.spans[0])),
      relations,
    });
  }

  #mention(value: unknown): EntityMention[] {
    this.reading.mentionCount++;
    const read = labelledSpan(value);
    const spans = read && this.#located(read);
    if (read === undefined || spans === undefined) {
      this.#drop(value, 'a start, a larger end that is still in the text, and a label were expected');
      return [];
    }
    const found = spans.map(({ start, end }) => this.row.text.slice(start, end));
    if (read.text !== undefined && read.text !== found.join(' ') && read.text !== this.#extent(spans)) {
      this.#drop(
        value,
        `it says "${read.text}", but the text says "${found.join(' ')}" there; offsets count code points`,
        spans.length === 1 ? this.#nearest(read.text, spans[0].start) : undefined,
      );
      return [];
    }
    const mention: EntityMention = { spans, type: read.label, ...read.details };
    this.#bySpan.set(`${read.start}-${read.end}`, mention);
    if (read.id !== undefined) this.#byId.set(read.id, mention);
    return [mention];
  }

  #located({ start, end, fragments }: LabelledSpan): [Span, ...Span[]] | undefined {
    const spans = (fragments ?? [[start, end]]).map((each) => this.#offsets.span(each));
    return spans.every((each) => each !== undefined) && spans.length > 0
      ? (spans as [Span, ...Span[]])
      : undefined;
  }

  #extent(spans: readonly Span[]): string {
    return this.row.text.slice(spans[0]!.start, spans[spans.length - 1]!.end);
  }

  #nearest(wording: string, near: number): Pair | undefined {
    this.#codePointText ??= new CodePointText(this.row.text);
    return this.#codePointText.nearest(wording, near);
  }

  #drop(value: unknown, why: string, fits?: Pair): void {
    const about = { source: value, fits };
    this.reading.drop(`a span is left out: ${shown(value)}; ${why}`, this.line, undefined, about);
  }

  #relation(value: unknown): Relation[] {
    const read = ofConcepts.safeParse(value);
    if (read.success) {
      const details = detailsIn(relationDetails, value as Record<string, unknown>, endNames.concepts);
      const { lost, ...others } = relationWith(details, this.#offsets);
      if (lost > 0) this.reading.warn(`${lost} of the evidence of a relation is not in the text`, this.line);
      return [{ ...read.data, ...others }];
    }
    const between = this.#betweenMentions(value);
    if (between !== undefined) return [between];
    this.reading.warn(
      `a relation is left out: ${shown(value)}; "type", and concept ids as "subject" and "object", were expected, or the spans of two mentions`,
      this.line,
      undefined,
      { source: value },
    );
    return [];
  }

  #betweenMentions(value: unknown): Relation | undefined {
    const [spans, entities] = [ofSpans.safeParse(value), ofEntities.safeParse(value)];
    const at = ({ start, end }: z.infer<typeof head>) => this.#bySpan.get(`${start}-${end}`);
    const [type, from, to] = spans.success
      ? [spans.data.label, at(spans.data.head_span), at(spans.data.child_span)]
      : entities.success
        ? [entities.data.type, this.#byId.get(entities.data.from_id), this.#byId.get(entities.data.to_id)]
        : [];
    if (type === undefined || from === undefined || to === undefined) return undefined;
    const [subject, object] = [this.#ends.endOf(from), this.#ends.endOf(to)];
    const names = spans.success ? endNames.spans : endNames.entities;
    const { attributes } = detailsIn(z.object({}), value as Record<string, unknown>, names);
    return { type, subject, object, ...(attributes && { attributes }), evidence: [], origin: 'gold' };
  }
}

const without = (entries: Readonly<Record<string, unknown>>, names: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(entries).filter(([name]) => !names.has(name)));

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 80);
