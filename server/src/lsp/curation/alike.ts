import { type EntityMention, extent } from '../../annotation/model';
import type { CuratedAnnotations } from '../../curation/applyDecisions';
import type { MentionAction } from '../../curation/decideMention';
import { movedBoundary } from '../../curation/wordBoundary';
import { nameKey } from '../../terminology/names/nameKey';
import { isWithinWord } from '../../text/edit';
import { overlaps, type Span } from '../../text/span';

/**
 * Mentions that a person means by "all of these", the given one among them: the same name with the same type, shown as it is, or rejected as it is.
 * Where boundaries are moved, only those that come to the same name again.
 */
export function alikeIn(
  text: string,
  { mentions, rejected }: CuratedAnnotations,
  given: EntityMention,
  action: MentionAction,
): EntityMention[] {
  const among = mentions.includes(given) ? mentions : rejected.mentions;
  const name = nameOf(text, given.spans);
  const after = nameAfter(text, given, action);
  return among.filter(
    (mention) =>
      mention.type === given.type &&
      nameOf(text, mention.spans) === name &&
      nameAfter(text, mention, action) === after,
  );
}

function nameAfter(text: string, { spans }: EntityMention, action: MentionAction): string | undefined {
  if (action.kind !== 'setBoundaries') return undefined;
  return nameOf(text, movedBoundary(text, spans, action.side, action.by) ?? spans);
}

/** Other places that say the very same words, and where nothing of the type is marked. */
export function placesAlike(
  text: string,
  { mentions }: CuratedAnnotations,
  spans: readonly [Span, ...Span[]],
  type: string,
): [Span][] {
  const { start, end } = extent({ spans });
  if (spans.length > 1) return [];
  const words = text.slice(start, end);
  const taken = mentions.filter((mention) => mention.type === type).map(extent);
  const places: [Span][] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const place = { start: at, end: at + words.length };
    const isWhole =
      isWithinWord(text, at) === isWithinWord(text, start) &&
      isWithinWord(text, place.end) === isWithinWord(text, end);
    if (at !== start && isWhole && !taken.some((other) => overlaps(other, place))) places.push([place]);
  }
  return places;
}

/** What stretches say, on one line. */
export const wordsOf = (text: string, spans: readonly Span[]): string =>
  spans
    .map(({ start, end }) => text.slice(start, end))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Names that terminologies take for one; punctuation has none of theirs. */
function nameOf(text: string, spans: readonly Span[]): string {
  const words = wordsOf(text, spans);
  return nameKey(words) || words;
}
