import { qualifiedConceptId } from '../annotation/conceptId';
import { type AnnotatedDocument, type ConceptId, extent, wording } from '../annotation/model';
import { unlinked } from '../annotation/unlinked';
import { detached } from '../text/detached';
import type { Span } from '../text/span';

/** A stretch of a document in UTF-16 units, with its words, so that it is found in the file that the document stands in. */
export interface FoundPlace extends Span {
  readonly text: string;
  /** What stands around it, on one line. */
  readonly before: string;
  readonly after: string;
}

export interface FoundMention {
  readonly concept: ConceptId;
  readonly type: string;
  readonly place: FoundPlace;
}

export interface FoundRelation {
  readonly type: string;
  readonly subject: ConceptId;
  readonly object: ConceptId;
  readonly negated: boolean;
  /** The sentences that claim it, best first; empty where only the document as a whole does. */
  readonly places: readonly FoundPlace[];
}

/** What one document says, as far as a person looks through many of them for it. */
export interface DocumentFindings {
  readonly id: string;
  readonly mentions: readonly FoundMention[];
  readonly relations: readonly FoundRelation[];
}

/** So much is shown on either side of a place, in UTF-16 units. */
const around = 40;
/** A sentence of a text without any stops is cut here. */
const longestSentence = 300;

/** A mention of several concepts counts for each; one of none for its name. */
export function findingsIn({
  id,
  text,
  mentions,
  relations,
}: Pick<AnnotatedDocument, 'id' | 'text' | 'mentions' | 'relations'>): DocumentFindings {
  const place = ({ start, end }: Span): FoundPlace => ({
    start,
    end,
    text: detached(text.slice(start, end)),
    before: oneLine(text.slice(Math.max(0, start - around), start)),
    after: oneLine(text.slice(end, end + around)),
  });
  const ids = (mention: AnnotatedDocument['mentions'][number]): ConceptId[] =>
    mention.concepts.length > 0
      ? [...new Set(mention.concepts.map((concept) => qualifiedConceptId(concept.id)))]
      : [unlinked(oneLine(wording(text, mention)).trim().toLowerCase())];
  return {
    id,
    mentions: mentions.flatMap((mention) => {
      const found = { type: mention.type, place: place(extent(mention)) };
      return ids(mention).map((concept) => ({ concept, ...found }));
    }),
    relations: relations.map(({ type, subject, object, negated = false, evidence }) => ({
      type,
      subject: qualifiedConceptId(subject),
      object: qualifiedConceptId(object),
      negated,
      places: evidence.map(({ sentence: { start, end } }) =>
        place({ start, end: Math.min(end, start + longestSentence) }),
      ),
    })),
  };
}

/** A slice of a long text keeps all of it in memory; a copy does not. */
const oneLine = (text: string): string => detached(text.replace(/\s+/g, ' '));
