import type { Anchor } from './anchor';
import { anchorsOf, type Decision, withAnchors } from './decision';

/**
 * A decision with the places that another version of it has, where its own are lost: somebody has put it in its place again, or has not deleted the words.
 * The very same where nothing is lost, and where the two name different words.
 */
export function placedAs<Placed extends Decision>(decision: Placed, other: Decision): Placed;
export function placedAs(decision: Decision, other: Decision): Decision {
  if (decision.kind === 'note')
    return other.kind === 'note' && isBetter(other.place, decision.place)
      ? { ...decision, place: other.place! }
      : decision;
  if (decision.kind === 'relation') {
    if (other.kind !== 'relation' || other.evidence.length !== decision.evidence.length) return decision;
    const others = anchorsOf(other);
    let at = 0;
    return withAnchors(decision, (own) => better(own, others[at++]!));
  }
  if (other.kind !== 'mention' || !isBetter(other.place, decision.place)) return decision;
  // A rejected one may have been put on other words: it says nothing but where.
  if (!decision.is && !other.is)
    return { ...decision, place: other.place, ...(other.was && { was: other.was }) };
  const sides = ({ was, is }: typeof decision) => JSON.stringify([was?.spans, is?.spans]);
  const isSame = other.place.text === decision.place.text && sides(other) === sides(decision);
  return isSame ? { ...decision, place: other.place } : decision;
}

const better = (own: Anchor, other: Anchor): Anchor =>
  isBetter(other, own) && other.text === own.text ? other : own;

const isBetter = (other: Anchor | undefined, own: Anchor | undefined): boolean =>
  own?.lost === true && other !== undefined && !other.lost;
