import { qualifiedConceptId } from '../annotation/conceptId';
import { type AnnotatedDocument, type ConceptId, type Evidence, extent } from '../annotation/model';
import { splitSentences } from '../text/sentences';
import { bySpan, countUntil, type Span } from '../text/span';

/** A concept with very many mentions is not compared in full: the first of them will do. */
const mostMentions = 40;

/**
 * Finds where a document may claim relations that name no evidence, as those of corpora do: for two concepts the shortest stretch of whole
 * sentences that mentions both. Gives undefined where one of them is not mentioned at all.
 */
export function coMentionsIn(
  document: AnnotatedDocument,
): (subject: ConceptId, object: ConceptId) => Evidence | undefined {
  const mentioned = mentionsByConcept(document);
  return (subject, object) => {
    const objects = mentioned.get(object) ?? [];
    const stretches = (mentioned.get(subject) ?? []).flatMap((from) =>
      objects.map((to) => evidenceOf(from, to)),
    );
    if (stretches.length === 0) return undefined;
    return stretches.reduce((best, each) => (length(each.sentence) < length(best.sentence) ? each : best));
  };
}

interface Mentioned {
  readonly mention: Span;
  readonly sentence: Span;
}

/** The first mentions of each concept, with their sentences. */
function mentionsByConcept({
  text,
  passages,
  mentions,
}: AnnotatedDocument): ReadonlyMap<ConceptId, readonly Mentioned[]> {
  const sentences = passages
    .flatMap(({ prose }) => prose.flatMap((stretch) => splitSentences(text, stretch)))
    .sort(bySpan);
  const sentenceOf = (mention: Span): Span => {
    const last = sentences[countUntil(sentences, ({ start }) => start > mention.start) - 1];
    return last && mention.start < last.end ? last : mention;
  };
  const byConcept = new Map<ConceptId, Mentioned[]>();
  for (const each of mentions) {
    const mention = extent(each);
    for (const id of new Set(each.concepts.map((concept) => qualifiedConceptId(concept.id)))) {
      const known = byConcept.get(id) ?? [];
      byConcept.set(id, known);
      if (known.length < mostMentions) known.push({ mention, sentence: sentenceOf(mention) });
    }
  }
  return byConcept;
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
