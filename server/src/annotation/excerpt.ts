import { contains, overlaps, type Span, shift } from '../text/span';
import { type AnnotatedDocument, type EntityMention, type Evidence, extent, type Relation } from './model';

/** How many annotations a stretch has no place for. */
export interface NotInExcerpt {
  /** Mentions that it covers in part. */
  readonly coveredInPart: number;
  /** Relations that name no place in the text: nobody can say whether they are told in it. */
  readonly placeless: number;
}

export function notInExcerpt({ mentions, relations }: AnnotatedDocument, within: Span): NotInExcerpt {
  const isCut = ({ spans }: EntityMention) =>
    spans.some((span) => overlaps(span, within)) && !contains(within, extent({ spans }));
  return {
    coveredInPart: mentions.filter(isCut).length,
    placeless: relations.filter(({ evidence }) => evidence.length === 0).length,
  };
}

/**
 * A stretch of a document as a document of its own: its text, the mentions that lie in it, and the relations that have evidence in it.
 * @param id of the new document
 */
export function excerptOf(
  { text, passages, mentions, relations, ...document }: AnnotatedDocument,
  within: Span,
  id: string,
): AnnotatedDocument {
  const moved = (span: Span) => shift(span, -within.start);
  const cut = ({ start, end }: Span): Span =>
    moved({ start: Math.max(start, within.start), end: Math.min(end, within.end) });
  return {
    ...document,
    id,
    text: text.slice(within.start, within.end),
    passages: passages
      .filter(({ span }) => overlaps(span, within))
      .map((passage) => ({
        ...passage,
        span: cut(passage.span),
        prose: passage.prose.filter((each) => overlaps(each, within)).map(cut),
      })),
    mentions: mentions
      .filter((mention) => contains(within, extent(mention)))
      .map((mention) => ({
        ...mention,
        spans: mention.spans.map(moved) as unknown as EntityMention['spans'],
      })),
    relations: relations.flatMap((relation): Relation[] => {
      const evidence = relation.evidence.filter(
        ({ subject, object }) => contains(within, subject) && contains(within, object),
      );
      const inExcerpt = ({ sentence, subject, object, ...others }: Evidence): Evidence => ({
        ...others,
        sentence: cut(sentence),
        subject: moved(subject),
        object: moved(object),
      });
      return evidence.length > 0 ? [{ ...relation, evidence: evidence.map(inExcerpt) }] : [];
    }),
  };
}
