import { type Annotations, type EntityMention, extent, type Relation } from '../annotation/model';
import type { Span } from '../text/span';

/** One replacement in a text: `text.slice(start, end)` became `length` units. All in UTF-16 units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/**
 * The annotations as they stand in the text after an edit: those behind it move, those it touches vanish. A mention
 * counts as touched, too, where the edit changes the word that it ends or begins with ("ulcer" + "s").
 * @param text the text after the edit
 */
export function followEdit({ mentions, relations }: Annotations, edit: Edit, text: string): Annotations {
  const inFront = ({ end }: Span) => end < edit.start;
  return {
    mentions: mentions.flatMap((mention) =>
      inFront(extent(mention)) ? [mention] : movedMention(mention, edit, text),
    ),
    relations: relations.flatMap((relation) =>
      relation.evidence.every(({ sentence }) => inFront(sentence))
        ? [relation]
        : movedRelation(relation, edit, text),
    ),
  };
}

/** One edit that stands for two: from the first unit that either touches to the last. @param then an edit of the text after `first` */
export function joinedEdits(first: Edit, then: Edit): Edit {
  const firstEnd = first.start + first.length;
  const start = Math.min(first.start, then.start);
  const end = first.end + Math.max(0, then.end - firstEnd);
  return { start, end, length: Math.max(firstEnd, then.end) + then.length - (then.end - then.start) - start };
}

function movedMention(mention: EntityMention, edit: Edit, text: string): EntityMention[] {
  const spans = mention.spans.map((span) => movedSpan(span, edit, text));
  if (spans.some((span) => span === undefined)) return [];
  const [first, ...rest] = spans as Span[];
  return [{ ...mention, spans: [first, ...rest] }];
}

/** A relation stays while any of its evidence stands; one that never had any stays as well. */
function movedRelation(relation: Relation, edit: Edit, text: string): Relation[] {
  const evidence = relation.evidence.flatMap((one) => {
    const subject = movedSpan(one.subject, edit, text);
    const object = movedSpan(one.object, edit, text);
    return subject && object
      ? [{ ...one, sentence: stretchedSpan(one.sentence, edit), subject, object }]
      : [];
  });
  return evidence.length > 0 ? [{ ...relation, evidence }] : [];
}

/** @returns where a span is after the edit, or undefined where the edit touches it */
export function movedSpan({ start, end }: Span, edit: Edit, text: string): Span | undefined {
  const by = edit.length - (edit.end - edit.start);
  if (end <= edit.start) return end === edit.start && isWithinWord(text, end) ? undefined : { start, end };
  if (start < edit.end) return undefined;
  return start === edit.end && isWithinWord(text, start + by)
    ? undefined
    : { start: start + by, end: end + by };
}

/** A sentence takes in what is typed inside it. */
function stretchedSpan({ start, end }: Span, edit: Edit): Span {
  const by = edit.length - (edit.end - edit.start);
  const moved = (offset: number) =>
    offset <= edit.start ? offset : offset >= edit.end ? offset + by : edit.start + edit.length;
  return { start: moved(start), end: moved(end) };
}

/** True where a word reaches over `offset`: what is beside the mention now belongs to its word. */
const isWithinWord = (text: string, offset: number): boolean =>
  offset > 0 &&
  offset < text.length &&
  wordCharacter.test(text[offset - 1]) &&
  wordCharacter.test(text[offset]);

const wordCharacter = /[\p{L}\p{N}]/u;
