import type { Edit } from '../text/edit';
import { movedSpan } from '../text/edit';
import { overlaps, type Span } from '../text/span';
import type { Anchor } from './anchor';
import { type Decision, isLost } from './decision';

/**
 * Decisions whose words an edit has taken away that somebody followed. It is known where they stood: they are there again, or in text that has come since, but not at
 * a place that says the same and stood there all the time.
 */
export class LostHere {
  readonly #ids = new Set<string>();
  /** Text that was put in since the first of them was lost. */
  #fresh: readonly Span[] = [];

  /**
   * An edit has been followed.
   * @param before decisions as they were, one for one those of `now`
   * @param text the text after the edit
   */
  followed(before: readonly Decision[], now: readonly Decision[], edit: Edit, text: string): void {
    for (const [at, decision] of now.entries())
      if (decision !== before[at] && isLost(decision) && !isLost(before[at]!)) this.#ids.add(decision.id);
    if (this.#ids.size === 0) return;
    const moved = this.#fresh.flatMap((span) => movedSpan(span, edit, text) ?? touchedSpan(span, edit));
    this.#fresh = [...moved, { start: edit.start, end: edit.start + edit.length }];
  }

  /** Whether a place can be that of a lost one. @param anchor the decision's own place, as it was followed */
  mayBeAt({ id }: Decision, anchor: Anchor, place: Span): boolean {
    if (!this.#ids.has(id) || place.start === anchor.start) return true;
    return this.#fresh.some((span) => overlaps(span, place));
  }

  /** @param decisions those of the document; what is not lost any more is not asked for again */
  keep(decisions: readonly Decision[]): void {
    if (this.#ids.size === 0) return;
    const lost = new Set(decisions.filter(isLost).map(({ id }) => id));
    for (const id of this.#ids) if (!lost.has(id)) this.#ids.delete(id);
    if (this.#ids.size === 0) this.#fresh = [];
  }
}

/** What is left of a stretch that an edit touches, with what was put in: as much as may be fresh. */
function touchedSpan({ start, end }: Span, edit: Edit): Span {
  const by = edit.length - (edit.end - edit.start);
  return { start: Math.min(start, edit.start), end: Math.max(end, edit.end) + by };
}
