import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BioesLabels, bestLabels, decode, meanInside } from '../../../../server/src/tasks/ner/bioes';

const labels = new BioesLabels(['Chemical', 'Disease']);

/** Log-probabilities that favour the named labels: 0.9 for each, the rest shared. */
function scoresFor(...names: string[]): Float32Array {
  const rest = Math.log(0.1 / (labels.size - 1));
  return Float32Array.from(
    names.flatMap((name) => labels.names.map((other) => (other === name ? Math.log(0.9) : rest))),
  );
}

const named = (path: Int32Array): string[] => [...path].map((label) => labels.names[label]);

test('labels are O, then begin, inside, end and single of each type', () => {
  assert.deepEqual(labels.names.slice(0, 6), [
    'O',
    'B-Chemical',
    'I-Chemical',
    'E-Chemical',
    'S-Chemical',
    'B-Disease',
  ]);
});

test('spans become labels and come back', () => {
  const spans = [
    { start: 0, end: 1, type: 'Chemical' },
    { start: 1, end: 3, type: 'Disease' },
    { start: 4, end: 8, type: 'Chemical' },
  ];
  const encoded = labels.encode(spans, 9);
  assert.equal(
    named(encoded).join(' '),
    'S-Chemical B-Disease E-Disease O B-Chemical I-Chemical I-Chemical E-Chemical O',
  );
  assert.deepEqual(labels.spans(encoded), spans);
});

test('of overlapping spans the longest is kept, and unknown types stay outside', () => {
  const encoded = labels.encode(
    [
      { start: 2, end: 3, type: 'Chemical' },
      { start: 1, end: 4, type: 'Disease' },
      { start: 5, end: 6, type: 'Gene' },
    ],
    6,
  );
  assert.deepEqual(labels.spans(encoded), [{ start: 1, end: 4, type: 'Disease' }]);
});

test('legal scores are followed, and a span tells its probability', () => {
  const scores = scoresFor('O', 'B-Disease', 'E-Disease', 'S-Chemical');
  assert.equal(named(bestLabels(scores, 4, labels)).join(' '), 'O B-Disease E-Disease S-Chemical');
  const [disease, chemical] = decode(scores, 4, labels);
  assert.deepEqual([disease.start, disease.end, disease.type], [1, 3, 'Disease']);
  assert.ok(Math.abs(disease.score - 0.9) < 1e-6 && Math.abs(chemical.score - 0.9) < 1e-6);
  assert.ok(Math.abs(meanInside(scores, { start: 0, end: 2 }, labels) - (0.1 + (1 - 0.1 / 8)) / 2) < 1e-6);
});

test('an entity that changes its type halfway is repaired', () => {
  const path = named(bestLabels(scoresFor('B-Disease', 'I-Disease', 'E-Chemical', 'O'), 4, labels));
  assert.equal(path.join(' '), 'B-Disease I-Disease E-Disease O');
});

test('no words give no labels, and a wrong number of scores is refused', () => {
  assert.equal(bestLabels(new Float32Array(0), 0, labels).length, 0);
  assert.throws(
    () => bestLabels(new Float32Array(8), 1, labels),
    /8 scores for 1 words and 9 labels; 9 were expected/,
  );
});

test('512 words and 41 labels decode in milliseconds', () => {
  const wide = new BioesLabels(Array.from({ length: 10 }, (_, i) => `T${i}`));
  const scores = Float32Array.from({ length: 512 * wide.size }, (_, i) => -((i * 7919) % 97));
  bestLabels(scores, 512, wide);
  const started = performance.now();
  for (let i = 0; i < 20; i++) bestLabels(scores, 512, wide);
  assert.ok((performance.now() - started) / 20 < 20);
});
