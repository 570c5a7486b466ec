import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { NoteDecision } from '../../server/src/curation/decision';
import { findAgain } from '../../server/src/curation/findAgain';
import { followDecisions } from '../../server/src/curation/followEdit';
import { PlacesByContext } from '../../server/src/curation/placesByContext';
import { NaiveText, noteAt } from '../support/naiveText';

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

test('decisions follow edits as marks on single units would, and none is dropped', () => {
  fc.assert(
    fc.property(texts, spans, edits, (text, places, changes) => {
      let decisions = places.map(([at, length], id) => {
        const start = at % text.length;
        return noteAt(text, start, Math.min(text.length, start + length), id);
      });
      const naive = NaiveText.of(
        text,
        decisions.map(({ place }) => [place!.start, place!.start + place!.text.length] as const),
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
