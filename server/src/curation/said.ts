import { type EntityMention, extent } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import { type Span, shift } from '../text/span';
import { type Anchor, anchorOf } from './anchor';
import type { DecidedMention, MentionDecision } from './decision';
import { spansIn } from './subject';

/** What somebody says of a stretch of the document; as `DecidedMention`, but with spans in the document's text. */
export interface Said extends Omit<DecidedMention, 'spans'> {
  readonly spans: readonly [Span, ...Span[]];
}

/** What a mention as it is shown says. A concept that is none but its wording is left to the model. */
export function saidBy({ spans, type, concepts }: EntityMention): Said {
  const ids = concepts.map(({ id }) => id).filter((id) => !isUnlinked(id));
  return { spans, type, ...(ids.length > 0 && { concepts: ids }) };
}

/** The two sides of a decision, in the document's text. */
export function sidesOf(decision: MentionDecision): { readonly was?: Said; readonly is?: Said } {
  const { was, is } = decision;
  const inText = (mention: DecidedMention): Said => ({ ...mention, spans: spansIn(decision, mention) });
  return { ...(was && { was: inText(was) }), ...(is && { is: inText(is) }) };
}

/**
 * A decision on what `was` or `is` in the text, one of which must be given; its place is around both.
 * @param known a place that may be the same: a person may decide on thousands of decisions at once, and contexts are taken anew before they are saved
 */
export function mentionDecision(
  text: string,
  { was, is }: { readonly was?: Said; readonly is?: Said },
  signature: Pick<MentionDecision, 'id' | 'by' | 'when' | 'note'>,
  known?: Anchor,
): MentionDecision {
  const hulls = [was, is].flatMap((said) => (said ? [extent(said)] : []));
  const start = Math.min(...hulls.map((hull) => hull.start));
  const end = Math.max(...hulls.map((hull) => hull.end));
  const inPlace = (said: Said): DecidedMention => {
    const [first, ...rest] = said.spans;
    return { ...said, spans: [shift(first, -start), ...rest.map((span) => shift(span, -start))] };
  };
  return {
    ...signature,
    kind: 'mention',
    place: known && isAt(known, { start, end }) ? known : anchorOf(text, { start, end }),
    ...(was && { was: inPlace(was) }),
    ...(is && { is: inPlace(is) }),
  };
}

const isAt = (anchor: Anchor, { start, end }: Span): boolean =>
  !anchor.lost && anchor.start === start && anchor.text.length === end - start;
