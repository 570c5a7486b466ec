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
  const kept = decisions.flatMap((decision) => {
    const change = open.get(decision.id);
    if (!change) return [decision];
    open.delete(decision.id);
    return change.after ? [change.after] : [];
  });
  return [...kept, ...[...open.values()].flatMap(({ after }) => (after ? [after] : []))];
}

/** The changes that no longer find what they left behind: somebody has decided otherwise meanwhile. */
export function conflicting(decisions: readonly Decision[], changes: readonly Change[]): readonly Change[] {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  return changes.filter((change) => {
    const now = byId.get(idOf(change));
    if (!now || !change.before) return now !== change.before;
    return now !== change.before && differences(now, change.before).length > 0;
  });
}

const idOf = ({ before, after }: Change): string => (before ?? after)!.id;
