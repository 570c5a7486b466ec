import type { EntityMention } from '../../annotation/model';
import type { CuratedAnnotations } from '../../curation/curatedText';
import type { MentionAction } from '../../curation/decideMention';
import { movedBoundary } from '../../curation/wordBoundary';
import { keyWord, nameKey } from '../../terminology/names/nameKey';
import { isWithinWord } from '../../text/edit';
import { OverlapIndex } from '../../text/overlapIndex';
import type { Span } from '../../text/span';
import { segmentWords } from '../../text/words';

/** What mentions have in common that a person means by "all of these": the same name with the same type, shown as it is, or rejected as it is. */
export interface Alike {
  readonly name: string;
  readonly type: string;
  readonly isRejected: boolean;
  /** Where boundaries are moved, the name that comes of it: only those that come to the same one are meant. */
  readonly after?: string;
}

export const alikeTo = (
  text: string,
  { mentions }: CuratedAnnotations,
  mention: EntityMention,
  action: MentionAction,
): Alike => ({
  name: nameOf(wordsOf(text, mention.spans)),
  type: mention.type,
  isRejected: !mentions.includes(mention),
  after: nameAfter(text, mention, action, (spans) => nameOf(wordsOf(text, spans))),
});

export function alikeIn(
  text: string,
  { mentions, rejected }: CuratedAnnotations,
  { name, type, isRejected, after }: Alike,
  action: MentionAction,
): EntityMention[] {
  // Ten thousand mentions have some hundred wordings.
  const names = new Map<string, string>();
  const named = (spans: readonly Span[]): string => {
    const said = spans.length > 1 ? wordsOf(text, spans) : text.slice(spans[0]!.start, spans[0]!.end);
    let name = names.get(said);
    if (name === undefined) {
      name = nameOf(wordsOf(text, spans));
      names.set(said, name);
    }
    return name;
  };
  return (isRejected ? rejected.mentions : mentions).filter(
    (mention) =>
      mention.type === type &&
      named(mention.spans) === name &&
      nameAfter(text, mention, action, named) === after,
  );
}

function nameAfter(
  text: string,
  { spans }: EntityMention,
  action: MentionAction,
  named: (spans: readonly Span[]) => string,
): string | undefined {
  if (action.kind !== 'setBoundaries') return undefined;
  return named(movedBoundary(text, spans, action.side, action.by) ?? spans);
}

/** The words that a person marks wherever they stand by themselves. */
export interface Words {
  readonly words: string;
  /** They are a part of a longer word before or after. */
  readonly isCut: readonly [boolean, boolean];
}

export const wordsAt = (text: string, { start, end }: Span): Words => ({
  words: text.slice(start, end),
  isCut: [isWithinWord(text, start), isWithinWord(text, end)],
});

/** Where the words stand and nothing of the type is marked. */
export function placesOf(
  text: string,
  { mentions }: CuratedAnnotations,
  { words, isCut }: Words,
  type: string,
): Span[] {
  const taken = new OverlapIndex(
    mentions.filter((mention) => mention.type === type).flatMap(({ spans }) => spans),
    (span) => span,
  );
  const places: Span[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const place = { start: at, end: at + words.length };
    const isWhole =
      isWithinWord(text, place.start) === isCut[0] && isWithinWord(text, place.end) === isCut[1];
    if (isWhole && taken.overlapping(place).length === 0) places.push(place);
  }
  return places;
}

/** False only where a text cannot hold a mention of that name: it need not be analysed. */
export function mayHold(text: string, name: string): boolean {
  const wanted = name.toLowerCase();
  const keys = segmentWords(text, { start: 0, end: text.length })
    .map(({ start, end }) => keyWord(text.slice(start, end)).key.toLowerCase())
    .filter((key) => key !== '');
  if (nameKey(name) === '') return text.includes(name);
  return keys.some((_, from) => {
    let said = '';
    for (let at = from; at < keys.length && said.length < wanted.length; at++) said += keys[at];
    return said === wanted;
  });
}

/** What stretches say, on one line. */
export const wordsOf = (text: string, spans: readonly Span[]): string =>
  spans
    .map(({ start, end }) => text.slice(start, end))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Names that terminologies take for one; punctuation has none of theirs. */
const nameOf = (words: string): string => nameKey(words) || words;
