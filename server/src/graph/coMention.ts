import { qualifiedConceptId } from '../annotation/conceptId';
import { type AnnotatedDocument, type ConceptId, type Evidence, extent } from '../annotation/model';
import { splitSentences } from '../text/sentences';
import type { Span } from '../text/span';

/** A concept with very many mentions is not compared in full: the first of them will do. */
const mostMentions = 40;

/**
 * Finds where a document may claim relations that name no evidence, as those of corpora do: for two concepts the shortest stretch of whole
 * sentences that mentions both. Gives undefined where one of them is not mentioned at all.
 */
export function coMentionsIn(
  document: AnnotatedDocument,
): (subject: ConceptId, object: ConceptId) => Evidence | undefined {
  const sentences = document.passages.flatMap(({ prose }) =>
    prose.flatMap((stretch) => splitSentences(document.text, stretch)),
  );
  const sentenceOf = ({ start, end }: Span): Span =>
    sentences.find((sentence) => sentence.start <= start && start < sentence.end) ?? { start, end };
  const mentionsOf = (id: ConceptId) =>
    document.mentions
      .filter(({ concepts }) => concepts.some((concept) => qualifiedConceptId(concept.id) === id))
      .slice(0, mostMentions)
      .map((mention) => ({ mention: extent(mention), sentence: sentenceOf(extent(mention)) }));
  return (subject, object) => {
    const objects = mentionsOf(object);
    const stretches = mentionsOf(subject).flatMap((from) => objects.map((to) => evidenceOf(from, to)));
    if (stretches.length === 0) return undefined;
    return stretches.reduce((best, each) => (length(each.sentence) < length(best.sentence) ? each : best));
  };
}

interface Mentioned {
  readonly mention: Span;
  readonly sentence: Span;
}

const evidenceOf = (subject: Mentioned, object: Mentioned): Evidence => ({
  subject: subject.mention,
  object: object.mention,
  sentence: {
    start: Math.min(subject.sentence.start, object.sentence.start),
    end: Math.max(subject.sentence.end, object.sentence.end, subject.mention.end, object.mention.end),
  },
});

const length = ({ start, end }: Span): number => end - start;
