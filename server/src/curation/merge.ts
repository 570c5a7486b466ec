import { aspectsOf, differences } from './aspects';
import type { Decision, MentionDecision } from './decision';
import { placedAs } from './placedAs';
import { lineOf, type Sidecar } from './sidecar';

/**
 * Three-way merge of two sidecars that began as one. Nothing that anybody decided is lost: what both have changed in different ways stays as two
 * decisions, which `disagreements` finds; what one took back and the other changed stays as changed.
 * @param base what both began with; empty where they have nothing in common
 */
export function mergeSidecars(base: Sidecar, ours: Sidecar, theirs: Sidecar): Sidecar {
  const [before, mine, other] = [base, ours, theirs].map(byId) as [ById, ById, ById];
  const ids = new Set([...mine.keys(), ...other.keys()]);
  const decisions = [...ids].flatMap((id): Decision[] => {
    const [was, our, their] = [before.get(id), mine.get(id), other.get(id)];
    if (our && their) return mergeOne(was, our, their, ids);
    const kept = (our ?? their)!;
    return was && (was === kept || differences(was, kept).length === 0) ? [] : [kept];
  });
  const isGone = (line: string, { unread }: Sidecar) => base.unread.includes(line) && !unread.includes(line);
  const unread = [...new Set([...ours.unread, ...theirs.unread])].filter(
    (line) => !isGone(line, ours) && !isGone(line, theirs),
  );
  return { decisions, unread, others: mergeOthers(base.others, ours.others, theirs.others) };
}

/** What the first line says besides: of what both have changed, ours. */
function mergeOthers(base: Sidecar['others'], ours: Sidecar['others'], theirs: Sidecar['others']) {
  const said = (value: unknown) => JSON.stringify(value);
  const names = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const kept = said(ours[name]) === said(base[name]) ? theirs[name] : ours[name];
      return kept === undefined ? [] : [[name, kept] as const];
    }),
  );
}

type ById = ReadonlyMap<string, Decision>;

const byId = ({ decisions }: Sidecar): ById => new Map(decisions.map((each) => [each.id, each]));

/** @param ids all that are taken */
function mergeOne(
  was: Decision | undefined,
  ours: Decision,
  theirs: Decision,
  ids: ReadonlySet<string>,
): Decision[] {
  // Nearly all of ten thousand are as they were.
  const [before, our, their] = [was && lineOf(was), lineOf(ours), lineOf(theirs)];
  if (our === their || our === before) return [our === their ? ours : theirs];
  if (their === before) return [ours];
  const isUnchanged = (now: Decision) => was !== undefined && differences(was, now).length === 0;
  // Places move with edits of the text: the side that has moved one knows more than the one that has not.
  if (differences(ours, theirs).length === 0) return [placedAs(signedLast(ours, theirs, ours), theirs)];
  if (isUnchanged(ours)) return [placedAs(theirs, ours)];
  if (isUnchanged(theirs)) return [placedAs(ours, theirs)];
  const both = was && bothChanges(was, ours, theirs);
  if (both) return [placedAs(placedAs(both, ours), theirs)];
  const [first, second] = signing(ours) < signing(theirs) ? [ours, theirs] : [theirs, ours];
  return [first, { ...second, id: freeId(second, ids) }];
}

/** Whoever merges, the same of two comes first: by name, then by time. */
const signing = (decision: Decision): string =>
  JSON.stringify([decision.by, decision.when, aspectsOf(decision)]);

/** A decision with who said the last of two, and when. */
function signedLast<Signed extends Decision>(a: Decision, b: Decision, decision: Signed): Signed {
  const { by, when } = a.when === b.when ? (a.by < b.by ? a : b) : a.when > b.when ? a : b;
  return by === decision.by && when === decision.when ? decision : { ...decision, by, when };
}

/** The changes of both in one, where they are in different aspects of a mention. */
function bothChanges(was: Decision, ours: Decision, theirs: Decision): MentionDecision | undefined {
  if (was.kind !== 'mention' || ours.kind !== 'mention' || theirs.kind !== 'mention') return undefined;
  if (!was.is || !ours.is || !theirs.is) return undefined;
  const ourChanges = differences(was, ours);
  const theirChanges = differences(was, theirs);
  const disputed = differences(ours, theirs);
  if (disputed.some((aspect) => ourChanges.includes(aspect) && theirChanges.includes(aspect)))
    return undefined;
  const sideOf = (aspect: (typeof ourChanges)[number]) => (ourChanges.includes(aspect) ? ours : theirs);
  const { place, was: found, is } = sideOf('boundaries');
  const concepts = sideOf('concepts').is?.concepts;
  const { concepts: _, ...others } = is!;
  const { note } = sideOf('note');
  const { note: __, ...rest } = { ...theirs, ...ours };
  return signedLast(ours, theirs, {
    ...rest,
    place,
    ...(found && { was: found }),
    is: { ...others, type: sideOf('type').is!.type, ...(concepts && { concepts }) },
    ...(note !== undefined && { note }),
  });
}

/** The same in every merge of the same two, so that two people who merge get the same decisions. */
function freeId({ id, by }: Decision, ids: ReadonlySet<string>): string {
  let free = `${id}/${by}`;
  while (ids.has(free)) free += '/';
  return free;
}
