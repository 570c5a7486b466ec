import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bootstrap } from '../../../server/src/evaluation/bootstrap';
import type { Count } from '../../../server/src/evaluation/count';
import { type Hits, shares, Tally } from '../../../server/src/evaluation/figures';
import { randomSequence } from '../../../server/src/numbers/randomNumbers';
import { cpuSeconds } from '../../cpuSeconds';

const count = (tally: Tally, form: Count['form'] = 'figures'): Count => ({
  measure: 'mention',
  type: 'all',
  form,
  tally,
});

/**
 * Documents of a world where some are harder than others: each has some gold mentions, and each mention a chance to be found that is the document's
 * own.
 */
function sample(documents: number, random: () => number, ease = 0): Tally {
  const tally = new Tally(documents);
  for (let document = 0; document < documents; document++) {
    const chance = 0.6 + ease + 0.3 * random();
    const mentions = 1 + Math.floor(random() * 14);
    let tp = 0;
    for (let mention = 0; mention < mentions; mention++) if (random() < chance) tp++;
    const fp = random() < 0.7 ? Math.floor(random() * 3) : 0;
    tally.count(document, { tp, fp, fn: mentions - tp });
  }
  return tally;
}

const f1 = (hits: Hits) => shares(hits).f1;

test('intervals hold the truth of repeated sampling as often as they say', () => {
  const truth = f1(sample(200_000, randomSequence('truth')).hits);
  const repetitions = 400;
  let [covered, below, above] = [0, 0, 0];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const tally = sample(80, randomSequence('sample', repetition));
    const [low, high] = new Bootstrap(80, repetition, 600).intervals(count(tally)).f1;
    if (truth < low) below++;
    else if (truth > high) above++;
    else covered++;
  }
  const share = covered / repetitions;
  // 95 % of 400 samples, within three standard errors; and neither end is missed by much more than the other.
  assert.ok(share > 0.917 && share < 0.983, `${share} of the intervals hold ${truth}`);
  assert.ok(below < 0.06 * repetitions && above < 0.06 * repetitions, `${below} above it, ${above} below it`);
});

test('of equal sides the paired test tells a difference in one of twenty corpora, of different ones nearly always', () => {
  const found = (ease: number) => {
    let significant = 0;
    for (let repetition = 0; repetition < 200; repetition++) {
      const one = sample(60, randomSequence('one', repetition), ease);
      const other = sample(60, randomSequence('other', repetition));
      if (new Bootstrap(60, 1, 400).difference(count(one), other).p < 0.05) significant++;
    }
    return significant / 200;
  };
  assert.ok(found(0) < 0.1, `${found(0)} of equal sides`);
  assert.ok(found(0.2) > 0.95, `${found(0.2)} of different ones`);
});

test('a side compared with itself does not differ; a seed gives the same bounds again', () => {
  const tally = sample(50, randomSequence('same'));
  assert.deepEqual(new Bootstrap(50, 3).difference(count(tally), tally), {
    difference: 0,
    interval: [0, 0],
    p: 1,
  });
  const bounds = (seed: number) => new Bootstrap(50, seed).intervals(count(tally));
  assert.deepEqual(bounds(3), bounds(3));
  assert.notDeepEqual(bounds(3), bounds(4));
});

test('a share is compared by what is right of all, figures by F1', () => {
  const [one, other] = [new Tally(2), new Tally(2)];
  for (const document of [0, 1]) {
    one.count(document, { tp: 3, fp: 9, fn: 1 });
    other.count(document, { tp: 2, fp: 0, fn: 2 });
  }
  const bootstrap = new Bootstrap(2, 1);
  assert.equal(bootstrap.difference(count(one, 'share'), other).difference, 0.25);
  assert.ok(bootstrap.difference(count(one), other).difference < 0);
});

test('2,000 draws of 500 documents take well under a second for the figures of a corpus', () => {
  const tally = sample(500, randomSequence('speed'));
  const seconds = cpuSeconds(() => {
    const bootstrap = new Bootstrap(500, 1);
    for (let figure = 0; figure < 15; figure++) bootstrap.intervals(count(tally));
  });
  assert.ok(seconds < 1, `${seconds} s`);
});
