import { differences } from './aspects';
import type { Decision } from './decision';

/** A decision as it was, and as it is; absent where there was or is none. One of both is there. */
export interface Change {
  readonly before?: Decision;
  readonly after?: Decision;
}

/** The change that takes a change back. */
export const reversed = ({ before, after }: Change): Change => ({
  ...(after && { before: after }),
  ...(before && { after: before }),
});

/** Decisions with changes made to them, each found by its id. */
export function withChanges(decisions: readonly Decision[], changes: readonly Change[]): readonly Decision[] {
  const open = new Map(changes.map((change) => [idOf(change), change]));
  const now: Decision[] = [];
  for (const decision of decisions) {
    const change = open.size > 0 ? open.get(decision.id) : undefined;
    if (!change) now.push(decision);
    else {
      open.delete(decision.id);
      if (change.after) now.push(change.after);
    }
  }
  for (const { after } of open.values()) if (after) now.push(after);
  return now;
}

/** The changes that no longer find what they left behind: somebody has decided otherwise meanwhile. */
export function conflicting(decisions: readonly Decision[], changes: readonly Change[]): readonly Change[] {
  const present = changedOf(decisions, changes);
  return changes.filter((change) => {
    const now = present.get(idOf(change));
    if (!now || !change.before) return now !== change.before;
    return now !== change.before && differences(now, change.before).length > 0;
  });
}

/** Those of the decisions that are changed, by their ids. */
export function changedOf(
  decisions: readonly Decision[],
  changes: readonly Change[],
): ReadonlyMap<string, Decision> {
  const ids = new Set(changes.map(idOf));
  return new Map(decisions.filter(({ id }) => ids.has(id)).map((each) => [each.id, each]));
}

const idOf = ({ before, after }: Change): string => (before ?? after)!.id;
