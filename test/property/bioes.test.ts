import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BioesLabels, bestLabels } from '../../server/src/tasks/ner/bioes';

const setOf = (types: number): BioesLabels =>
  new BioesLabels(Array.from({ length: types }, (_, i) => `T${i}`));

/** The definition of BIOES, pair by pair: what may stand after what. 'O' stands for either edge of the text too. */
function mayFollow(after: string, before: string): boolean {
  const isOpen = before.startsWith('B-') || before.startsWith('I-');
  const goesOn = after.startsWith('I-') || after.startsWith('E-');
  return isOpen ? goesOn && after.slice(2) === before.slice(2) : !goesOn;
}

const isLegal = (names: readonly string[]): boolean =>
  ['O', ...names].every((before, i) => mayFollow(names[i] ?? 'O', before));

const randomScores = (score: fc.Arbitrary<number>, types: number, words: number) =>
  fc.tuple(fc.integer({ min: 1, max: types }), fc.integer({ min: 0, max: words })).chain(([t, w]) => {
    const size = setOf(t).size * w;
    return fc.record({
      types: fc.constant(t),
      words: fc.constant(w),
      scores: fc.array(score, { minLength: size, maxLength: size }),
    });
  });

test('an illegal sequence cannot come out, even of infinite scores or of what is no number', () => {
  fc.assert(
    fc.property(randomScores(fc.float(), 4, 12), ({ types, words, scores }) => {
      const labels = setOf(types);
      const path = bestLabels(Float32Array.from(scores), words, labels);
      assert.equal(path.length, words);
      assert.ok(isLegal([...path].map((label) => labels.names[label])));
    }),
    { numRuns: 500 },
  );
});

test('what comes out is as good as the best of all legal sequences', () => {
  fc.assert(
    fc.property(randomScores(fc.integer({ min: -50, max: 0 }), 2, 4), ({ types, words, scores }) => {
      const labels = setOf(types);
      const total = (path: readonly number[]): number =>
        path.reduce((sum, label, w) => sum + scores[w * labels.size + label], 0);
      let best = Number.NEGATIVE_INFINITY;
      for (let code = 0; code < labels.size ** words; code++) {
        const path = Array.from(
          { length: words },
          (_, w) => Math.floor(code / labels.size ** w) % labels.size,
        );
        if (isLegal(path.map((label) => labels.names[label]))) best = Math.max(best, total(path));
      }
      assert.equal(total([...bestLabels(Float32Array.from(scores), words, labels)]), words === 0 ? 0 : best);
    }),
    { numRuns: 60 },
  );
});
