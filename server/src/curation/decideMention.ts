import type { EntityMention } from '../annotation/model';
import type { Span } from '../text/span';
import type { MentionDecision } from './decision';
import { mentionDecision, type Said, saidBy, sidesOf } from './said';
import { movedBoundary } from './wordBoundary';

/** What a person does to a mention; spans are of the document's text. */
export type MentionAction =
  | { readonly kind: 'accept' | 'reject' | 'clear' }
  | { readonly kind: 'changeType'; readonly type: string }
  | { readonly kind: 'setBoundaries'; readonly side: 'start' | 'end'; readonly by: 'grow' | 'shrink' }
  | { readonly kind: 'setSpans'; readonly spans: readonly [Span, ...Span[]] }
  /** It is what is said, all at once. */
  | { readonly kind: 'say'; readonly said: Said }
  | { readonly kind: 'link'; readonly concepts: readonly string[] }
  | { readonly kind: 'note'; readonly note: string };

/** Who decides, and when; `newId` gives a decision that is new its id. */
export interface Signature {
  readonly by: string;
  readonly when: string;
  newId(): string;
}

/** A mention as it is shown, or is listed as rejected, with the decision behind it. */
export interface ShownMention {
  readonly mention: EntityMention;
  readonly decision?: MentionDecision;
}

/**
 * What becomes of a decision when a person does something to its mention.
 * @returns the decision from now on: the same one where nothing changes, undefined where there is none (any more)
 */
export function decideMention(
  text: string,
  { mention, decision }: ShownMention,
  action: MentionAction,
  { by, when, newId }: Signature,
): MentionDecision | undefined {
  if (action.kind === 'clear') return undefined;
  if (action.kind === 'note') return decision && withNote(decision, action.note);
  const before = decision ? sidesOf(decision) : { was: saidBy(mention) };
  // That a person knows no concept is not to be seen on the mention: there it looks as if nothing had been said.
  const { concepts: said } = before.is ?? {};
  const now = sayAfter(text, { ...saidBy(mention), ...(said && { concepts: said }) }, action);
  // Fields that are not ours stay.
  const { concepts: _, ...others } = before.is ?? {};
  const is = now && { ...others, ...now };
  // Nothing is left of a mention that a person had made.
  if (before.was === undefined && is === undefined) return undefined;
  const next = mentionDecision(
    text,
    { ...(before.was && { was: before.was }), ...(is && { is }) },
    { ...signatureOf(decision), id: decision?.id ?? newId(), by, when },
    decision?.place,
  );
  return decision && isSameContent(decision, next) ? decision : next;
}

/** @param shown the mention as it stands */
function sayAfter(
  text: string,
  shown: Said,
  action: Exclude<MentionAction, { kind: 'clear' | 'note' }>,
): Said | undefined {
  switch (action.kind) {
    case 'accept':
      return shown;
    case 'reject':
      return undefined;
    case 'changeType': {
      // The concept was one of the other type.
      const { concepts: _, ...others } = shown;
      return shown.type === action.type ? shown : { ...others, type: action.type };
    }
    case 'setBoundaries':
      return { ...shown, spans: movedBoundary(text, shown.spans, action.side, action.by) ?? shown.spans };
    case 'setSpans':
      return { ...shown, spans: action.spans };
    case 'say':
      return action.said;
    case 'link':
      return { ...shown, concepts: action.concepts };
  }
}

/** An empty note is none. */
export function withNote<Noted extends { readonly note?: string }>(decision: Noted, note: string): Noted {
  const { note: before = '', ...others } = decision;
  if (before === note) return decision;
  return { ...others, ...(note !== '' && { note }) } as Noted;
}

/** What a decision says beside its two sides. */
function signatureOf(decision: MentionDecision | undefined): object {
  const { kind: _, place: __, was: ___, is: ____, ...others } = decision ?? {};
  return others;
}

/** All but who said so, and when. */
const isSameContent = (a: MentionDecision, b: MentionDecision): boolean =>
  a.place.start === b.place.start &&
  a.place.text === b.place.text &&
  (a.is === undefined) === (b.is === undefined) &&
  JSON.stringify([a.was, a.is]) === JSON.stringify([b.was, b.is]);
