import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anchorOf } from '../../server/src/curation/anchor';
import type { NoteDecision } from '../../server/src/curation/decision';
import { findAgain } from '../../server/src/curation/findAgain';
import { followDecisions } from '../../server/src/curation/followEdit';
import { PlacesByContext } from '../../server/src/curation/placesByContext';

const texts = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\n', '\r\n', ',', '🙂', 'é', 'e\u0301'),
  minLength: 1,
  maxLength: 60,
});
const edits = fc.array(
  fc.record({ at: fc.nat(), deleted: fc.nat(12), typed: fc.oneof(fc.constant(''), texts) }),
  {
    minLength: 1,
    maxLength: 12,
  },
);
const spans = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 8 });

/** A text whose units know which marks they carry: what stays together, undivided, is where it was put. */
class NaiveText {
  constructor(private units: { readonly unit: string; readonly marks: ReadonlySet<number> }[]) {}

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

const noteAt = (text: string, start: number, end: number, id: number): NoteDecision => ({
  kind: 'note',
  id: String(id),
  by: 'Ada',
  when: '2026-01-02T03:04:05Z',
  note: '',
  place: anchorOf(text, { start, end }),
});

test('decisions follow edits as marks on single units would, and none is dropped', () => {
  fc.assert(
    fc.property(texts, spans, edits, (text, places, changes) => {
      let decisions = places.map(([at, length], id) => {
        const start = at % text.length;
        return noteAt(text, start, Math.min(text.length, start + length), id);
      });
      const naive = new NaiveText(
        [...Array(text.length).keys()].map((at) => ({
          unit: text[at]!,
          marks: new Set(
            decisions.flatMap(({ place }, id) =>
              at >= place!.start && at < place!.start + place!.text.length ? [id] : [],
            ),
          ),
        })),
      );
      for (const { at, deleted, typed } of changes) {
        const { text: before } = naive;
        const start = before.length === 0 ? 0 : at % (before.length + 1);
        const end = Math.min(before.length, start + deleted);
        naive.replace(start, end, typed);
        decisions = followDecisions(
          decisions,
          { start, end, length: typed.length },
          naive.text,
        ) as NoteDecision[];
      }
      const placed = decisions.map(({ place }) => (place!.lost ? undefined : place!.start));
      assert.deepEqual(
        placed,
        places.map((_, id) => naive.startOf(id)),
      );
      for (const { place } of decisions.filter((each) => !each.place!.lost))
        assert.equal(naive.text.slice(place!.start, place!.start + place!.text.length), place!.text);
    }),
    { numRuns: 1000 },
  );
});

test('a place is found again in its own text, and after blanks changed or text came before, or it is told to be lost', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', ' ', '🙂', ','),
    minLength: 5,
    maxLength: 80,
  });
  fc.assert(
    fc.property(words, fc.nat(), fc.integer({ min: 1, max: 6 }), texts, (text, at, length, before) => {
      const start = at % text.length;
      const decision = noteAt(text, start, Math.min(text.length, start + length), 1);
      assert.deepEqual(findAgain([decision], text), [decision]);
      const changed = before + text.replace(/ /g, ' \r\n');
      const [found] = findAgain([decision], changed) as [NoteDecision];
      const place = found.place!;
      assert.equal(place.text.replace(/\s+/g, ' '), decision.place!.text.replace(/\s+/g, ' '));
      if (!place.lost) assert.ok(changed.startsWith(place.text, place.start));
    }),
    { numRuns: 300 },
  );
});

test('the place that shares most with a context is the one that comparing all of them gives', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 120 });
  const context = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 6 });
  fc.assert(
    fc.property(letters, context, context, (text, before, after) => {
      const places = [...text.matchAll(/a/g)].map(({ index }) => ({ start: index, end: index + 1 }));
      const sharedOf = ({ start, end }: { start: number; end: number }) => {
        let [left, right] = [0, 0];
        while (left < before.length && left < start && before.at(-1 - left) === text[start - 1 - left])
          left++;
        while (right < after.length && after[right] === text[end + right]) right++;
        return left + right;
      };
      const isMeant = ({ start }: { start: number }) => start % 3 > 0;
      const ranked = places
        .filter(isMeant)
        .map((place) => ({ place, shared: sharedOf(place) }))
        .sort((a, b) => b.shared - a.shared);
      const best = ranked[1]?.shared === ranked[0]?.shared ? undefined : ranked[0]?.place;
      assert.deepEqual(new PlacesByContext(text, places).best(before, after, isMeant)?.place, best);
    }),
    { numRuns: 1000 },
  );
});
