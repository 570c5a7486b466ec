import type { Decision } from '../curation/decision';
import { verdictOf } from '../curation/verdict';
import type { Markup } from './markup';

/**
 * Who decided what and when, and what they noted: `Accepted by Ada, 2026-01-02 03:04 UTC`.
 * @param isFound whether a model has the relation that the decision is on
 */
export function describeDecision(
  decision: Exclude<Decision, { kind: 'note' }>,
  markup: Markup,
  isFound = true,
): string[] {
  const verdict = verdictOf(decision, isFound);
  const what = verdict[0]!.toUpperCase() + verdict.slice(1);
  const when = decision.when.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC');
  const told = markup.text(`${what} by ${decision.by || 'somebody'}, ${when}`);
  return decision.note === undefined ? [told] : [told, markup.quote(markup.text(decision.note))];
}
