import { isWithinWord } from '../text/edit';
import type { Span } from '../text/span';
import { type Anchor, anchoredAnew, anchorOf, contextLength, spanOf, squeezed } from './anchor';
import { type Decision, withAnchors } from './decision';
import { PlacesByContext } from './placesByContext';
import { placeKey } from './subject';

/**
 * Decisions in a text that may have changed without anybody following. A place is taken for what it was where its words stand with their whole
 * context; else where they stand with more of it than anywhere else, and enough. What is found nowhere, or in several places alike, is lost and stays.
 * @param followed decisions of the document that have been moved with each edit, so that those that are not lost are where they say; without them, those
 * of `decisions` count that stand with their whole context. Where one of them is no mention that stood elsewhere is looked for: it would speak of what
 * somebody has decided on
 * @param mayBeAt whether what is known otherwise leaves a place to a decision
 */
export function findAgain(
  decisions: readonly Decision[],
  text: string,
  followed?: readonly Decision[],
  mayBeAt: (decision: Decision, anchor: Anchor, place: Span) => boolean = () => true,
): readonly Decision[] {
  let content: Content | undefined;
  let held: ReadonlySet<string> | undefined;
  const isHeld = (place: Span) => {
    const stands = (at: Anchor) => (followed ? !at.lost : standsAt(text, at));
    held ??= new Set(
      (followed ?? decisions).flatMap((each) =>
        each.kind === 'mention' && stands(each.place) ? [placeKey([spanOf(each.place)])] : [],
      ),
    );
    return held.has(placeKey([place]));
  };
  return decisions.map((decision) =>
    withAnchors(decision, (anchor) => {
      if (standsAt(text, anchor)) return anchoredAnew(text, anchor, spanOf(anchor));
      content ??= new Content(text);
      const isFree = (place: Span) =>
        mayBeAt(decision, anchor, place) &&
        (decision.kind !== 'mention' || place.start === anchor.start || !isHeld(place));
      const place = content.find(anchor, isFree);
      if (place) return anchoredAnew(text, anchor, place);
      return anchor.lost ? anchor : { ...anchor, lost: true };
    }),
  );
}

/** True where nothing has changed about a place. */
function standsAt(text: string, anchor: Anchor): boolean {
  if (!text.startsWith(anchor.text, anchor.start)) return false;
  const now = anchorOf(text, spanOf(anchor));
  return now.before === anchor.before && now.after === anchor.after;
}

/** A text in which words are looked for; blanks count as one. */
class Content {
  readonly #squeezed: string;
  /** For each unit of the squeezed text its offset in the text; one more for the end. */
  readonly #offsets: Uint32Array;
  readonly #places = new Map<string, readonly Span[]>();
  readonly #contexts = new Map<string, ReadonlyMap<string, readonly Span[]>>();

  readonly #alike = new Map<string, PlacesByContext>();

  constructor(text: string) {
    this.#squeezed = squeezed(text);
    this.#offsets = new Uint32Array(this.#squeezed.length + 1);
    let count = 0;
    for (let at = 0; at < text.length; at++) {
      const isRepeated = at > 0 && blank.test(text[at]!) && blank.test(text[at - 1]!);
      if (!isRepeated) this.#offsets[count++] = at;
    }
    this.#offsets[count] = text.length;
  }

  /** @param isFree whether a place of the text can be meant */
  find(anchor: Anchor, isFree: (place: Span) => boolean): Span | undefined {
    const { before, after } = anchor;
    const words = squeezed(anchor.text);
    const alike = this.#byContext(words)
      .get(contextKey(before, after))
      ?.filter((place) => isFree(this.#inText(place)));
    if (alike && alike.length > 0) return alike.length === 1 ? this.#inText(alike[0]!) : undefined;
    const isMeant = (place: Span) => this.#isCutAlike(anchor, place) && isFree(this.#inText(place));
    const best = this.#alikeOf(words).best(before, after, isMeant);
    if (!best) return undefined;
    const { left, right } = best;
    const isEnough =
      left + right >= (before.length + after.length) / 2 ||
      (left === before.length && left >= enough) ||
      (right === after.length && right >= enough);
    return isEnough ? this.#inText(best.place) : undefined;
  }

  #alikeOf(words: string): PlacesByContext {
    const known = this.#alike.get(words);
    if (known) return known;
    const places = new PlacesByContext(this.#squeezed, this.#placesOf(words));
    this.#alike.set(words, places);
    return places;
  }

  #inText({ start, end }: Span): Span {
    return { start: this.#offsets[start]!, end: this.#offsets[end - 1]! + 1 };
  }

  /** Where words stand, by their whole context: a text may hold a word ten thousand times, which are not all compared for each decision on one. */
  #byContext(words: string): ReadonlyMap<string, readonly Span[]> {
    const known = this.#contexts.get(words);
    if (known) return known;
    const places = new Map<string, Span[]>();
    for (const place of this.#placesOf(words)) {
      const { start, end } = place;
      const key = contextKey(
        this.#squeezed.slice(Math.max(0, start - contextLength), start),
        this.#squeezed.slice(end, end + contextLength),
      );
      const others = places.get(key);
      if (others) others.push(place);
      else places.set(key, [place]);
    }
    this.#contexts.set(words, places);
    return places;
  }

  /** Where words stand in the squeezed text. */
  #placesOf(words: string): readonly Span[] {
    const known = this.#places.get(words);
    if (known) return known;
    const places: Span[] = [];
    for (
      let at = this.#squeezed.indexOf(words);
      at >= 0 && words !== '';
      at = this.#squeezed.indexOf(words, at + 1)
    )
      places.push({ start: at, end: at + words.length });
    this.#places.set(words, places);
    return places;
  }

  /** The "ulcer" of "ulcers" is no "ulcer", unless the person marked just that. */
  #isCutAlike({ before, text, after }: Anchor, { start, end }: Span): boolean {
    const around = before + text + after;
    return (
      isWithinWord(around, before.length) === isWithinWord(this.#squeezed, start) &&
      isWithinWord(around, before.length + text.length) === isWithinWord(this.#squeezed, end)
    );
  }
}

const contextKey = (before: string, after: string): string => `${before}\0${after}`;

const blank = /\s/;

/** A whole side of context of so many units tells a place by itself: no words are shared by chance at that length. */
const enough = 16;
