import type { Annotations, EntityMention, Evidence, Relation } from '../annotation/model';
import { detached } from '../text/detached';
import { type Span, shift } from '../text/span';
import type { Unit } from './units';

/** In UTF-16 units of text: some two thousand abstracts. */
const defaultCapacity = 4_000_000;

/**
 * Annotations of units by their text, the least recently used given up first. After an edit everything but the unit that it fell
 * into is found here, wherever in the document it stands now.
 */
export class UnitCache {
  /** Spans count from the start of the unit. */
  private readonly entries = new Map<string, Annotations>();
  private size = 0;

  /** @param capacity the most text that is remembered, in UTF-16 units */
  constructor(private readonly capacity = defaultCapacity) {}

  get(text: string, unit: Unit): Annotations | undefined {
    const key = keyOf(text, unit);
    const known = this.entries.get(key);
    if (!known) return undefined;
    this.entries.delete(key);
    this.entries.set(key, known);
    return shiftAnnotations(known, unit.span.start);
  }

  set(text: string, unit: Unit, annotations: Annotations): void {
    const key = keyOf(text, unit);
    if (!this.entries.has(key)) this.size += key.length;
    this.entries.set(detached(key), shiftAnnotations(annotations, -unit.span.start));
    for (const oldest of this.entries.keys()) {
      if (this.size <= this.capacity) break;
      this.entries.delete(oldest);
      this.size -= oldest.length;
    }
  }
}

/** Text and structure: the same words as a heading and as prose, or with other parts left out, are not the same unit. */
function keyOf(text: string, { span, passages }: Unit): string {
  const places = passages.map(
    ({ kind, prose }) =>
      `${kind} ${prose.map(({ start, end }) => `${start - span.start}-${end - span.start}`).join(' ')}`,
  );
  return `${places.join('|')}\n${text.slice(span.start, span.end)}`;
}

function shiftAnnotations({ mentions, relations }: Annotations, by: number): Annotations {
  return {
    mentions: mentions.map((mention) => shiftMention(mention, by)),
    relations: relations.map((relation) => shiftRelation(relation, by)),
  };
}

const shiftMention = (mention: EntityMention, by: number): EntityMention => ({
  ...mention,
  spans: mention.spans.map((part) => shift(part, by)) as [Span, ...Span[]],
});

const shiftRelation = (relation: Relation, by: number): Relation => ({
  ...relation,
  evidence: relation.evidence.map(
    (found): Evidence => ({
      ...found,
      sentence: shift(found.sentence, by),
      subject: shift(found.subject, by),
      object: shift(found.object, by),
    }),
  ),
});
