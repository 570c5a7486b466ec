import { type AnnotatedDocument, type EntityMention, extent } from '../../annotation/model';
import type { MentionDecision } from '../../curation/decision';
import { mentionDecision, saidBy } from '../../curation/said';
import { OverlapIndex } from '../../text/overlapIndex';

/** The same in each run: decisions are files that are compared. */
const when = '2026-01-01T00:00:00Z';

/**
 * What a person who goes by a corpus's guideline decides on a model's findings: right ones are accepted, those with other boundaries corrected, those that
 * are none rejected, and missed ones added. Concepts are left to the model.
 * @param gold mentions, by the guideline
 * @param found mentions of the same types, by the model
 */
export function decisionsOf(
  { text, mentions: gold }: Pick<AnnotatedDocument, 'text' | 'mentions'>,
  found: readonly EntityMention[],
): MentionDecision[] {
  const keyOf = (mention: EntityMention) => JSON.stringify([mention.spans, mention.type]);
  const right = new Set(gold.map(keyOf));
  const known = new Set(found.map(keyOf));
  const wrong = new OverlapIndex(
    found.filter((mention) => !right.has(keyOf(mention))),
    extent,
  );
  const taken = new Set<EntityMention>();
  const pairs = gold.map((mention): { was?: EntityMention; is?: EntityMention } => {
    if (known.has(keyOf(mention))) return { was: mention, is: mention };
    const near = wrong
      .overlapping(extent(mention))
      .find((each) => each.type === mention.type && !taken.has(each));
    if (near) taken.add(near);
    return { ...(near && { was: near }), is: mention };
  });
  const rejected = found
    .filter((mention) => !right.has(keyOf(mention)) && !taken.has(mention))
    .map((was): { was?: EntityMention; is?: EntityMention } => ({ was }));
  // Concepts are the model's.
  const said = (mention: EntityMention) => saidBy({ ...mention, concepts: [] });
  return [...pairs, ...rejected].map(({ was, is }, index) =>
    mentionDecision(
      text,
      { ...(was && { was: said(was) }), ...(is && { is: said(is) }) },
      { id: `m${index + 1}`, by: 'simulated', when },
    ),
  );
}
