import { countUntil, type Span } from '../text/span';
import { contextLength } from './anchor';

/** A place with how much of a context stands around it, in UTF-16 units. */
interface Shared {
  readonly place: Span;
  readonly left: number;
  readonly right: number;
}

/**
 * The places of one word in a text, asked which of them shares most with a context. A text may hold a word ten thousand times: the places are kept in the
 * order of what stands before and of what stands after them, and are looked at from the nearest on, until none that is left can share as much.
 * @see Fagin, Lotem, Naor 2003, Optimal aggregation algorithms for middleware (the threshold algorithm)
 */
export class PlacesByContext {
  readonly #before: Side;
  readonly #after: Side;

  constructor(text: string, places: readonly Span[]) {
    this.#before = sideOf(places, ({ start }) =>
      reversed(text.slice(Math.max(0, start - contextLength), start)),
    );
    this.#after = sideOf(places, ({ end }) => text.slice(end, end + contextLength));
  }

  /**
   * @param isMeant whether a place counts
   * @returns undefined where none counts, or several share equally much
   */
  best(before: string, after: string, isMeant: (place: Span) => boolean): Shared | undefined {
    const [toLeft, toRight] = [reversed(before), after];
    const orders = [nearest(this.#before, toLeft), nearest(this.#after, toRight)] as const;
    const seen = new Set<Span>();
    // The most that a place which is not looked at yet may share on either side.
    const most: [number, number] = [toLeft.length, toRight.length];
    let best: Shared | undefined;
    let next = -1;
    const sum = (each: Shared | undefined) => (each ? each.left + each.right : -1);
    for (let turn = 0; ; turn = 1 - turn) {
      const limit = most[0] + most[1];
      if (limit < sum(best) || (limit === sum(best) && next === limit)) break;
      const { value, done } = orders[turn as 0 | 1].next();
      if (done) break;
      most[turn as 0 | 1] = value.shared;
      const { place } = value;
      if (seen.has(place)) continue;
      seen.add(place);
      if (!isMeant(place)) continue;
      const left = sharedBy(this.#before.contexts.get(place)!, toLeft);
      const right = sharedBy(this.#after.contexts.get(place)!, toRight);
      if (left + right > sum(best)) {
        next = sum(best);
        best = { place, left, right };
      } else next = Math.max(next, left + right);
    }
    return next < sum(best) ? best : undefined;
  }
}

/** Places in the order of their context on one side, which begins next to the word. */
interface Side {
  readonly places: readonly Span[];
  readonly contexts: ReadonlyMap<Span, string>;
}

function sideOf(places: readonly Span[], contextOf: (place: Span) => string): Side {
  const contexts = new Map(places.map((place) => [place, contextOf(place)]));
  const sorted = [...places].sort((a, b) => {
    const [one, other] = [contexts.get(a)!, contexts.get(b)!];
    return one < other ? -1 : one > other ? 1 : 0;
  });
  return { places: sorted, contexts };
}

/** Places by how much of a context they share, the most first: in their order that is from where the context would stand outwards. */
function* nearest({ places, contexts }: Side, context: string): Generator<{ place: Span; shared: number }> {
  let up = countUntil(places, (place) => contexts.get(place)! >= context);
  let down = up - 1;
  const sharedAt = (at: number) => {
    const place = places[at];
    return place ? sharedBy(contexts.get(place)!, context) : -1;
  };
  let [above, below] = [sharedAt(up), sharedAt(down)];
  while (above >= 0 || below >= 0) {
    if (above >= below) {
      yield { place: places[up]!, shared: above };
      above = sharedAt(++up);
    } else {
      yield { place: places[down]!, shared: below };
      below = sharedAt(--down);
    }
  }
}

function sharedBy(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared;
}

const reversed = (text: string): string => text.split('').reverse().join('');
