import assert from 'node:assert/strict';
import { test } from 'node:test';
import { svg } from '../../../client/src/trainingView/chartSvg';
import { chartsOf } from '../../../client/src/trainingView/charts';
import { csv } from '../../../client/src/trainingView/csv';
import { duration, factsOf } from '../../../client/src/trainingView/facts';
import { Curves, pace } from '../../../server/src/runs/curves';
import type { LoggedEvent } from '../../../server/src/runs/runEvent';

const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + 1000 * seconds).toISOString();

/** A step each two seconds, 100 words in one of them. */
const step = (number: number, seconds = 2 * number): LoggedEvent => ({
  ...{ type: 'step', time: at(seconds), step: number, steps: 20, epoch: Math.ceil(number / 5) },
  ...{ loss: 1 / number, rate: 0.01, words: 100, seconds: 1, gradientNorm: 1 },
});

const scored = (f1: number, tp = 3) => ({ p: f1, r: f1, f1, tp, fn: 0 });

const evaluation = (number: number, f1: number): LoggedEvent => ({
  ...{ type: 'evaluation', time: at(2 * number), step: number, epoch: number / 5, best: true },
  scores: {
    // The documents have no concepts.
    raw: { docs: 3, mention_all: scored(f1), mention_Chemical: scored(f1), concept_all: scored(0, 0) },
    givenEntities: { 'relation_a,"b"': scored(f1) },
    quality: f1,
  },
});

const steps = (from: number, to: number, seconds?: number) =>
  Array.from({ length: to - from + 1 }, (_, i) =>
    step(from + i, seconds === undefined ? undefined : seconds + 2 * i),
  );

const made = (...events: LoggedEvent[]) => {
  const curves = new Curves();
  curves.add(events);
  return curves;
};

test('steps that a resumed run makes again take the place of the first ones', () => {
  const begin: LoggedEvent = { type: 'begin', time: at(0), pid: 1, resumed: true };
  const curves = made(...steps(1, 8), evaluation(5, 0.5), begin, ...steps(6, 10, 100), evaluation(5, 0.6));
  assert.deepEqual(
    curves.steps.map((each) => each.step),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.equal(curves.evaluations.length, 1);
  assert.equal(curves.evaluations[0].scores.quality, 0.6);
  // Ten steps are left, and the process that goes on makes one in two seconds, whatever lay between.
  assert.equal(curves.secondsLeft, 20);
});

test('how a run stands is told in a few words', () => {
  const curves = made({ type: 'stage', time: at(0), stage: 'entities' }, ...steps(1, 10));
  const facts = factsOf(curves, { folder: '/a', state: 'running', resumable: false });
  assert.deepEqual(facts, [
    'Running: learns entities',
    'epoch 2',
    'step 10 of 20',
    '100 words a second',
    'about 20 s left in this stage',
  ]);
  const died = factsOf(curves, { folder: '/a', state: 'died', message: 'out of memory', resumable: true });
  assert.deepEqual(died.slice(0, 2), ['Died', 'out of memory']);
  assert.deepEqual([61, 91, 6_000].map(duration), ['61 s', '2 min', '1 h 40 min']);
  assert.equal(pace([]), 0);
});

test('charts show what is known, and no more points than a screen has', () => {
  const curves = made(...steps(1, 20), evaluation(5, 0.5), evaluation(10, 0.7));
  const charts = chartsOf(curves);
  assert.deepEqual(
    charts.map(({ id }) => id),
    ['loss', 'f1', 'rate', 'speed'],
  );
  assert.deepEqual(
    charts[1].series.map(({ name, points }) => [name, points.map(({ y }) => y)]),
    [
      ['All entities', [0.5, 0.7]],
      ['Chemical', [0.5, 0.7]],
      ['a,"b", entities given', [0.5, 0.7]],
    ],
  );
  const long = chartsOf(made(...steps(1, 5_000)));
  assert.ok(long.every(({ series }) => series.every(({ points }) => points.length <= 600)));
  assert.equal(long[0].series[0].points.at(-1)?.x, 5_000);
});

test('numbers are saved as CSV, names as they are', () => {
  const lines = csv(made(...steps(1, 2), evaluation(5, 0.5))).split('\r\n');
  assert.equal(lines[0], 'time,kind,epoch,step,loss,rate,words,seconds,score,f1');
  assert.equal(lines[1], `${at(2)},step,1,1,1,0.01,100,1,,`);
  assert.equal(lines.at(-2), `${at(10)},evaluation,1,5,,,,,"a,""b"", entities given",0.5`);
});

test('curves are saved as SVG, with names as text', () => {
  const style = {
    background: '#fff',
    foreground: '#000',
    grid: '#ccc',
    font: '',
    line: () => ({ colour: '#00f', dash: [], width: 1 }),
  };
  const picture = svg('<run>', chartsOf(made(...steps(1, 20), evaluation(5, 0.5))), style);
  assert.match(picture, /^<svg [^>]*>[\s\S]*<\/svg>\n$/);
  assert.match(picture, /&lt;run&gt;/);
  assert.match(picture, /a,&quot;b&quot;, entities given/);
  assert.doesNotMatch(picture, /NaN|undefined|Infinity/);
});
