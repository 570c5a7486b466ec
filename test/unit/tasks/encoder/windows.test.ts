import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { centreMost, cutWindows } from '../../../../server/src/tasks/encoder/windows';

test('a short run is one window, an empty one none', () => {
  assert.deepEqual(cutWindows(0, 100, 20), []);
  assert.deepEqual(cutWindows(100, 100, 20), [{ start: 0, end: 100 }]);
});

test('windows cover everything, keep the limit and overlap at least as asked', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 16, max: 500 }),
      fc.integer({ min: 0, max: 8 }),
      (words, limit, overlap) => {
        const windows = cutWindows(words, limit, overlap);
        assert.equal(windows[0].start, 0);
        assert.equal(windows[windows.length - 1].end, words);
        for (const [i, { start, end }] of windows.entries()) {
          assert.ok(end - start <= limit);
          if (i > 0) assert.ok(windows[i - 1].end - start >= overlap, `${windows[i - 1].end} to ${start}`);
        }
      },
    ),
  ));

test('every word is read from the window whose middle is nearest', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 32, max: 200 }), (words, limit) => {
      const windows = cutWindows(words, limit, 16);
      const owner = centreMost(words, windows);
      const distance = (w: number, word: number) =>
        Math.abs((windows[w].start + windows[w].end - 1) / 2 - word);
      owner.forEach((window, word) => {
        assert.ok(windows[window].start <= word && word < windows[window].end);
        assert.equal(distance(window, word), Math.min(...windows.map((_, w) => distance(w, word))));
      });
    }),
  ));
