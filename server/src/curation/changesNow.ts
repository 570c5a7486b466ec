import { anchoredAnew } from './anchor';
import { type Change, changedOf } from './change';
import { type Decision, withAnchors } from './decision';
import { findAgain } from './findAgain';

/**
 * Changes to be made in a text that may have been edited since they were recorded. A decision that is there has followed the edits, so that what takes its
 * place goes as far as it went; one that is not there is looked for by its content.
 * @param decisions those of the document, as they stand in `text`
 */
export function changesNow(
  changes: readonly Change[],
  decisions: readonly Decision[],
  text: string,
): readonly Change[] {
  const present = changedOf(decisions, changes);
  const moved = changes.map((change) => movedAlong(change, present, text));
  const sought = changes.flatMap(({ after }, at) => (after && !moved[at] ? [after] : []));
  const found = new Map(findAgain(sought, text).map((each) => [each.id, each]));
  return changes.map(({ before, after }, at) => ({
    ...(before && { before }),
    ...(after && { after: moved[at] ?? found.get(after.id)! }),
  }));
}

/** Nothing where the decision is not there, is of no place, or its words do not stand where they should. */
function movedAlong(
  { before, after }: Change,
  present: ReadonlyMap<string, Decision>,
  text: string,
): Decision | undefined {
  const [was, now] = [placeOf(before), placeOf(before && present.get(before.id))];
  const place = placeOf(after);
  if (!was || !now || !place || was.lost || now.lost || place.lost) return undefined;
  const start = place.start + now.start - was.start;
  if (start < 0 || !text.startsWith(place.text, start)) return undefined;
  return withAnchors(after!, (anchor) =>
    anchoredAnew(text, anchor, { start, end: start + place.text.length }),
  );
}

const placeOf = (decision: Decision | undefined) =>
  decision && decision.kind !== 'relation' ? decision.place : undefined;
