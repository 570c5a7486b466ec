import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupsOf } from '../../server/src/corpus/overlap/groups';
import { type Overlap, overlapsOf } from '../../server/src/corpus/overlap/overlaps';
import { finished } from '../../server/src/terminology/candidates/slices';
import { comparedWords, sharedRun } from '../../server/src/text/comparedWords';
import { withoutOverlap } from '../../server/src/training/rawText';

/** Texts that are made of few blocks of words, so that many have some in common, whole or cut. */
const words = (from: number, count: number) => Array.from({ length: count }, (_, i) => `w${from + i}`);
const piece = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 25 }))
  .map(([block, start, count]) => words(100 * block + start, count));
const documentText = fc.array(piece, { minLength: 0, maxLength: 4 }).map((pieces) => pieces.flat().join(' '));

const runsOf = (text: string): Set<string> => {
  const tokens = comparedWords(text);
  return new Set(
    Array.from({ length: Math.max(0, tokens.length - sharedRun + 1) }, (_, i) =>
      tokens.slice(i, i + sharedRun).join(' '),
    ),
  );
};

const find = (train: readonly string[], dev: readonly string[]): Overlap[] =>
  finished(
    overlapsOf([...train.map((text) => ({ text, part: 0 })), ...dev.map((text) => ({ text, part: 1 }))], 2),
  );

test('a document is found where, and only where, it shares a run of words or the whole text with another part', () => {
  fc.assert(
    fc.property(
      fc.array(documentText, { minLength: 1, maxLength: 6 }),
      fc.array(documentText, { minLength: 1, maxLength: 6 }),
      (train, dev) => {
        const found = new Set(
          find(train, dev)
            .filter(({ document, part }) => document >= train.length && part === 0)
            .map(({ document }) => document - train.length),
        );
        for (const [at, text] of dev.entries()) {
          const overlapping =
            withoutOverlap(
              [{ text }],
              train.map((each) => ({ text: each })),
            ).length === 0;
          const same =
            text !== '' && train.some((each) => comparedWords(each).join() === comparedWords(text).join());
          assert.equal(found.has(at), overlapping || same, text);
        }
      },
    ),
  );
});

test('the share of a document that the other part holds is what counting its runs gives', () => {
  fc.assert(
    fc.property(
      fc.array(documentText, { minLength: 1, maxLength: 6 }),
      documentText.filter((text) => comparedWords(text).length >= sharedRun),
      (train, text) => {
        const held = new Set(train.flatMap((each) => [...runsOf(each)]));
        const tokens = comparedWords(text);
        const runs = Array.from({ length: tokens.length - sharedRun + 1 }, (_, i) =>
          tokens.slice(i, i + sharedRun).join(' '),
        );
        const expected = runs.filter((run) => held.has(run)).length / runs.length;
        const overlap = find(train, [text]).find(
          ({ document, part }) => document === train.length && part === 0,
        );
        if (overlap && !overlap.sameText) assert.ok(Math.abs(overlap.share - expected) < 1e-9);
        else if (!overlap) assert.equal(expected, 0);
        if (overlap) {
          const quoted = text.slice(overlap.longest.start, overlap.longest.end);
          assert.ok(
            overlap.sameText ||
              train.some((each) => each.includes(quoted)) ||
              comparedWords(quoted).length > sharedRun,
          );
        }
      },
    ),
  );
});

test('a copy with some words changed is found as a version, and grouped with its original', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 120 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 2 }),
      fc.integer({ min: 0, max: 8 }),
      (length, changes, others) => {
        const original = words(0, length);
        const copy = [...original];
        for (const at of changes) copy[Math.min(length - 1, Math.floor(at * length))] = 'changed';
        const texts = [
          ...Array.from({ length: others }, (_, i) => words(1000 * (i + 1), 40)),
          original,
          ...Array.from({ length: others }, (_, i) => words(100_000 * (i + 1), 40)),
          copy,
        ].map((each) => each.join(' '));
        const naive = [...runsOf(texts[others])].filter((run) =>
          runsOf(texts[texts.length - 1]).has(run),
        ).length;
        const group = finished(groupsOf(texts.map((text, i) => ({ id: `${i}`, text }))));
        const isVersion =
          naive >= 0.5 * Math.min(runsOf(texts[others]).size, runsOf(texts[texts.length - 1]).size);
        assert.equal(group[others] === group[texts.length - 1], isVersion);
        assert.equal(new Set(group).size, isVersion ? texts.length - 1 : texts.length);
      },
    ),
  );
});
