import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { centreMost, cutWindows, cutWindowsByLength } from '../../../../server/src/tasks/encoder/windows';

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

test('windows of words of unlike length hold every word, overlap, and are never too long', () => {
  for (let seed = 1; seed < 40; seed++) {
    const lengths = Array.from({ length: 7 * seed }, (_, i) => 1 + ((i * i * seed) % 8));
    const [limit, overlap] = [32, 8];
    const windows = cutWindowsByLength(lengths, limit, overlap);
    const room = ({ start, end }: { start: number; end: number }) =>
      lengths.slice(start, end).reduce((sum, length) => sum + length, 0);
    assert.equal(windows[0].start, 0);
    assert.equal(windows.at(-1)?.end, lengths.length);
    for (const [i, window] of windows.entries()) {
      assert.ok(room(window) <= limit, `${room(window)} in one window`);
      if (i === 0) continue;
      assert.ok(window.start <= windows[i - 1].end && window.start > windows[i - 1].start);
      assert.ok(window.end > windows[i - 1].end);
    }
  }
  assert.deepEqual(cutWindowsByLength([], 32, 8), []);
  assert.deepEqual(cutWindowsByLength([30, 30, 30], 32, 8), [
    { start: 0, end: 1 },
    { start: 1, end: 2 },
    { start: 2, end: 3 },
  ]);
  assert.throws(() => cutWindowsByLength([33], 32, 8), /takes 33 of a window's 32/);
});
