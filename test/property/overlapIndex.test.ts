import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OverlapIndex } from '../../server/src/text/overlapIndex';
import { bySpan, overlaps, span } from '../../server/src/text/span';

const spans = fc
  .tuple(fc.nat(40), fc.integer({ min: 0, max: 12 }))
  .map(([start, length]) => span(start, start + length));

test('an index finds what a look at every span finds, in order of reading', () => {
  fc.assert(
    fc.property(fc.array(spans), spans, (all, asked) => {
      const found = new OverlapIndex(all, (each) => each).overlapping(asked);
      assert.deepEqual(found, all.filter((each) => overlaps(each, asked)).sort(bySpan));
    }),
  );
});
