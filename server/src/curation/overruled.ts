import type { EntityMention } from '../annotation/model';
import { isLater, type MentionDecision } from './decision';
import { placeKey } from './subject';

/** A decision with what it says: a mention, or that there is none. */
interface Claim {
  readonly decision: MentionDecision;
  readonly mention?: EntityMention;
  readonly rejected?: EntityMention;
}

/**
 * Without those that a later decision on something else speaks against: where persons came to mentions with the same spans from different findings, they
 * are one mention, and who rejects a type later says so of a mention that somebody had made.
 */
export function standing<Claimed extends Claim>(claims: readonly Claimed[]): readonly Claimed[] {
  if (claims.length < 2) return claims;
  const byPlace = new Map<string, Claimed>();
  const crowded = new Map<string, Claimed[]>();
  for (const claim of claims) {
    const key = placeKey((claim.mention ?? claim.rejected)!.spans);
    const first = byPlace.get(key);
    if (!first) byPlace.set(key, claim);
    else crowded.set(key, [...(crowded.get(key) ?? [first]), claim]);
  }
  const overruled = new Set(
    [...crowded.values()].flatMap((here) =>
      here.filter((claim) =>
        here.some((other) => isAgainst(claim, other) && isLater(other.decision, claim.decision)),
      ),
    ),
  );
  return overruled.size > 0 ? claims.filter((claim) => !overruled.has(claim)) : claims;
}

/** Mentions with the same spans are one, and one type is there or is not. Two that are rejected are two. */
const isAgainst = (a: Claim, b: Claim): boolean =>
  a.mention !== undefined && b.mention !== undefined
    ? true
    : (a.mention ?? a.rejected)!.type === (b.mention ?? b.rejected)!.type;
