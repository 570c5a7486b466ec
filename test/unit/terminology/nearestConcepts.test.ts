import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NearestConcepts } from '../../../server/src/terminology/candidates/nearestConcepts';

/** Few values, so that many are equal. */
const similarity = fc.integer({ min: 1, max: 4 });

test('the nearest concepts are those of a full sort, each with its nearest name, in whatever order names are told', () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ concept: fc.nat(6), similarity }), { maxLength: 30 }),
      fc.integer({ min: 1, max: 5 }),
      fc.func(fc.nat()),
      (told, limit, order) => {
        const names = told.map((each, name) => ({ ...each, name }));
        const near = new NearestConcepts(limit);
        for (const { concept, name, similarity } of names.toSorted((a, b) => order(a) - order(b)))
          near.add(concept, name, similarity);
        const seen = new Set<number>();
        const expected = names
          .toSorted((a, b) => b.similarity - a.similarity || a.name - b.name)
          .filter(({ concept }) => !seen.has(concept) && seen.add(concept))
          .slice(0, limit);
        assert.deepEqual(near.all, expected);
      },
    ),
  ));
