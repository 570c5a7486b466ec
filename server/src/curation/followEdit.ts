import { type Edit, movedSpan } from '../text/edit';
import { type Anchor, anchoredAnew, spanOf } from './anchor';
import { type Decision, withAnchors } from './decision';

/**
 * Decisions as they stand after an edit. One whose words the edit touches is lost, never dropped: `findAgain` looks for it, as after an undo.
 * Contexts stay as they were, until `refreshed`.
 * @param text the text after the edit
 */
export const followDecisions = (
  decisions: readonly Decision[],
  edit: Edit,
  text: string,
): readonly Decision[] =>
  decisions.map((decision) => withAnchors(decision, (anchor) => followed(anchor, edit, text)));

/** With the context that places have by now; lost ones keep theirs. */
export const refreshed = (decisions: readonly Decision[], text: string): readonly Decision[] =>
  decisions.map((decision) =>
    withAnchors(decision, (anchor) => (anchor.lost ? anchor : anchoredAnew(text, anchor, spanOf(anchor)))),
  );

function followed(anchor: Anchor, edit: Edit, text: string): Anchor {
  const place = anchor.lost ? undefined : movedSpan(spanOf(anchor), edit, text);
  if (place?.start === anchor.start) return anchor;
  if (place) return { ...anchor, start: place.start };
  const by = edit.length - (edit.end - edit.start);
  const start =
    edit.end <= anchor.start ? anchor.start + by : Math.min(anchor.start, edit.start + edit.length);
  return { ...anchor, start, lost: true };
}
