import { type Annotations, type EntityMention, extent, type Relation } from '../annotation/model';
import { type Edit, movedSpan } from '../text/edit';
import type { Span } from '../text/span';

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

/** A sentence takes in what is typed inside it. */
function stretchedSpan({ start, end }: Span, edit: Edit): Span {
  const by = edit.length - (edit.end - edit.start);
  const moved = (offset: number) =>
    offset <= edit.start ? offset : offset >= edit.end ? offset + by : edit.start + edit.length;
  return { start: moved(start), end: moved(end) };
}
