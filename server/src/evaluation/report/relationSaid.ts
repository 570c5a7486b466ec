import { type AnnotatedDocument, type EntityMention, extent, wording } from '../../annotation/model';
import { bySpan, type Span } from '../../text/span';
import { conceptPairs, pairKey } from '../conceptPairs';
import { mentionsOf, type RelationError } from '../relationErrors';
import type { Said } from './model';

/**
 * A relation between two concepts as a document says it: by its evidence where there is some, else by those two mentions that stand nearest to each
 * other. A concept without any mention is told by its id.
 */
export function relationSaid(
  document: AnnotatedDocument,
  type: string,
  pair: Pick<RelationError, 'subject' | 'object'>,
): Said {
  const claim = document.relations.find((relation) =>
    conceptPairs([relation], type).some((each) => pairKey(each) === pairKey(pair)),
  );
  const [evidence] = claim?.evidence ?? [];
  const [subject, object] = evidence
    ? [evidence.subject, evidence.object]
    : nearest(mentionsOf(document, pair.subject), mentionsOf(document, pair.object));
  const named = (id: string, span: Span | undefined) => (span ? wordingAt(document, span) : id);
  return {
    text: `${named(pair.subject, subject)} → ${named(pair.object, object)}`,
    type,
    concepts: [pair.subject, pair.object],
    ...(claim?.score === undefined ? {} : { score: claim.score }),
    spans: [subject, object].filter((span) => span !== undefined).sort(bySpan),
  };
}

function wordingAt({ text, mentions }: AnnotatedDocument, span: Span): string {
  const mention = mentions.find((each) => bySpan(extent(each), span) === 0);
  return mention ? wording(text, mention) : text.slice(span.start, span.end);
}

type Pair = readonly [subject: Span | undefined, object: Span | undefined];

/** Two mentions with the least between their starts; linear in their number. Both lists are in order of reading. */
function nearest(subjects: readonly EntityMention[], objects: readonly EntityMention[]): Pair {
  const starts = [
    ...subjects.map((mention) => ({ isSubject: true, span: extent(mention) })),
    ...objects.map((mention) => ({ isSubject: false, span: extent(mention) })),
  ].sort((a, b) => bySpan(a.span, b.span));
  let best: Pair = [subjects[0] && extent(subjects[0]), objects[0] && extent(objects[0])];
  let between = Number.POSITIVE_INFINITY;
  for (const [at, { isSubject, span }] of starts.entries()) {
    const next = starts[at + 1];
    if (!next || next.isSubject === isSubject || next.span.start - span.start >= between) continue;
    between = next.span.start - span.start;
    best = isSubject ? [span, next.span] : [next.span, span];
  }
  return best;
}
