import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { besideMentions } from '../../server/src/annotation/besideMentions';
import type { EntityMention } from '../../server/src/annotation/model';
import { bySpan, overlaps } from '../../server/src/text/span';

/** Mentions in order of reading, none of which overlap, from the lengths of gaps and names. */
const mentions = (type: string) =>
  fc.array(fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 6 })), { maxLength: 20 }).map((lengths) => {
    let at = 0;
    return lengths.map(([gap, length]): EntityMention => {
      const start = at + gap;
      at = start + length;
      return { spans: [{ start, end: at }], type, concepts: [], origin: 'predicted' };
    });
  });

const place = ({ spans: [span] }: EntityMention) => span;

test('what another source marks is added where it overlaps nothing, and nowhere else', () => {
  fc.assert(
    fc.property(mentions('Disease'), mentions('Gene'), (own, others) => {
      const free = others.filter((other) => !own.some((each) => overlaps(place(each), place(other))));
      const expected = [...own, ...free].sort((a, b) => bySpan(place(a), place(b)));
      assert.deepEqual(besideMentions(own, others), expected);
    }),
    { numRuns: 1000 },
  );
});

test('a hundred thousand mentions of either source take no time to speak of', () => {
  const names = (shift: number): EntityMention[] =>
    Array.from({ length: 100_000 }, (_, i) => ({
      spans: [{ start: 10 * i + shift, end: 10 * i + shift + 4 }],
      type: 'Gene',
      concepts: [],
      origin: 'predicted',
    }));
  const started = process.cpuUsage();
  assert.equal(besideMentions(names(0), names(5)).length, 200_000);
  // Compared each with each they would take minutes.
  assert.ok(process.cpuUsage(started).user < 5e6);
});
