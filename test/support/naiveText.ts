import { anchorOf } from '../../server/src/curation/anchor';
import type { NoteDecision } from '../../server/src/curation/decision';

/** A text whose units know which marks they carry: what stays together, undivided, is where it was put. */
export class NaiveText {
  private constructor(private units: { readonly unit: string; readonly marks: ReadonlySet<number> }[]) {}

  /** @param places the stretches of a text that are marked, each by its number */
  static of(text: string, places: readonly (readonly [start: number, end: number])[]): NaiveText {
    return new NaiveText(
      [...Array(text.length).keys()].map((at) => ({
        unit: text[at]!,
        marks: new Set(places.flatMap(([start, end], id) => (at >= start && at < end ? [id] : []))),
      })),
    );
  }

  replace(start: number, end: number, typed: string): void {
    const isTouched = this.units.map(() => false);
    const added = [...Array(typed.length).keys()].map((at) => ({
      unit: typed[at]!,
      marks: new Set<number>(),
    }));
    for (let at = start; at < end; at++) isTouched[at] = true;
    const gone = new Set(this.units.flatMap(({ marks }, at) => (isTouched[at] ? [...marks] : [])));
    const [left, right] = [this.units[start - 1], this.units[end]];
    // What is typed between two units of a mention parts it.
    for (const mark of left?.marks ?? []) if (right?.marks.has(mark)) gone.add(mark);
    const kept = this.units.map(({ unit, marks }) => ({
      unit,
      marks: new Set([...marks].filter((mark) => !gone.has(mark))),
    }));
    this.units = [...kept.slice(0, start), ...added, ...kept.slice(end)];
    // At the two seams a word may have grown over a mention's end.
    for (const seam of [start, start + typed.length]) this.#dropAcross(seam);
  }

  #dropAcross(seam: number): void {
    const [left, right] = [this.units[seam - 1], this.units[seam]];
    if (!left || !right || !/[\p{L}\p{N}]/u.test(left.unit) || !/[\p{L}\p{N}]/u.test(right.unit)) return;
    const gone = new Set(
      [...left.marks, ...right.marks].filter((mark) => left.marks.has(mark) !== right.marks.has(mark)),
    );
    this.units = this.units.map(({ unit, marks }) => ({
      unit,
      marks: new Set([...marks].filter((mark) => !gone.has(mark))),
    }));
  }

  get text(): string {
    return this.units.map(({ unit }) => unit).join('');
  }

  startOf(mark: number): number | undefined {
    const at = this.units.findIndex(({ marks }) => marks.has(mark));
    return at < 0 ? undefined : at;
  }
}

/** A decision on a stretch of a text. */
export const noteAt = (text: string, start: number, end: number, id: number): NoteDecision => ({
  kind: 'note',
  id: String(id),
  by: 'Ada',
  when: '2026-01-02T03:04:05Z',
  note: '',
  place: anchorOf(text, { start, end }),
});
