import {
  type AnnotatedDocument,
  type EntityMention,
  extent,
  type Relation,
  wording,
} from '../../annotation/model';
import { bySpan, type Span } from '../../text/span';
import { comparablePairs, pairKey } from '../comparablePairs';
import { conceptMentions } from '../conceptMentions';
import type { RelationError } from '../relationErrors';
import type { Said } from './model';

/**
 * How a document says its relations of one type: by their evidence where there is some, else by those two mentions of the concepts that stand nearest
 * to each other. A concept without any mention is told by its id.
 */
export function relationsSaid(
  document: AnnotatedDocument,
  type: string,
): (pair: Pick<RelationError, 'subject' | 'object'>) => Said {
  const { text, mentions, relations } = document;
  const claims = new Map<string, Relation>();
  for (const relation of relations)
    for (const pair of comparablePairs([relation], type))
      if (!claims.has(pairKey(pair))) claims.set(pairKey(pair), relation);
  const byConcept = conceptMentions(document);
  const places = new Map(mentions.map((mention) => [placeKey(extent(mention)), mention]));
  const wordingAt = (span: Span) => {
    const mention = places.get(placeKey(span));
    return mention ? wording(text, mention) : text.slice(span.start, span.end);
  };
  return (pair) => {
    const claim = claims.get(pairKey(pair));
    const [evidence] = claim?.evidence ?? [];
    const [subject, object] = evidence
      ? [evidence.subject, evidence.object]
      : nearest(byConcept.get(pair.subject) ?? [], byConcept.get(pair.object) ?? []);
    return {
      text: `${subject ? wordingAt(subject) : pair.subject} → ${object ? wordingAt(object) : pair.object}`,
      type,
      concepts: [pair.subject, pair.object],
      ...(claim?.score === undefined ? {} : { score: claim.score }),
      spans: [subject, object].filter((span) => span !== undefined).sort(bySpan),
    };
  };
}

const placeKey = ({ start, end }: Span): string => `${start}-${end}`;

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
