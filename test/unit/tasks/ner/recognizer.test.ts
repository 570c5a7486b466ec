import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityMention } from '../../../../server/src/annotation/model';
import { BioesLabels } from '../../../../server/src/tasks/ner/bioes';
import {
  recognizeByGuidelines,
  recognizeEntities,
  wordSpansOf,
} from '../../../../server/src/tasks/ner/recognizer';
import { type Reading, read } from '../../../../server/src/tasks/reading';
import type { Passage } from '../../../../server/src/text/passage';

const labels = new BioesLabels(['Chemical', 'Disease']);

/** A reading of one passage a line. */
function readingOf(text: string): Reading {
  let start = 0;
  const passages = text.split('\n').map((line): Passage => {
    const span = { start, end: start + line.length };
    start = span.end + 1;
    return { kind: 'paragraph', span, prose: [span] };
  });
  return read(text, passages);
}

/** Log-probabilities in which each word's named label has 0.9. */
const sure = (...names: string[]): Float32Array =>
  Float32Array.from(
    names.flatMap((name) => labels.names.map((other) => Math.log(other === name ? 0.9 : 0.1 / 8))),
  );

const mention = (type: string, ...spans: [number, number][]): EntityMention => ({
  spans: spans.map(([start, end]) => ({ start, end })) as unknown as EntityMention['spans'],
  type,
  concepts: [],
  origin: 'gold',
});

test('labels become mentions at the text offsets of their words', () => {
  const found = recognizeEntities(
    readingOf('🙂 naproxen, renal failure'),
    sure('O', 'S-Chemical', 'O', 'B-Disease', 'E-Disease'),
    labels,
  );
  assert.deepEqual(
    found.map(({ spans, type, origin }) => [spans[0].start, spans[0].end, type, origin]),
    [
      [3, 11, 'Chemical', 'predicted'],
      [13, 26, 'Disease', 'predicted'],
    ],
  );
  for (const { score } of found) assert.ok(Math.abs(score! - 0.9) < 1e-6);
});

test('a short form that the scores missed follows its definition', () => {
  const text = 'renal failure (RF); RF';
  const found = recognizeEntities(
    readingOf(text),
    sure('B-Disease', 'E-Disease', 'O', 'O', 'O', 'O', 'O'),
    labels,
  );
  assert.deepEqual(
    found.map(({ spans: [{ start, end }] }) => text.slice(start, end)),
    ['renal failure', 'RF', 'RF'],
  );
});

test('a mention does not go on in the next passage, whatever the scores are', () => {
  const text = 'nephropathy by gentamicin\ncisplatin, too';
  const found = recognizeEntities(
    readingOf(text),
    sure('S-Disease', 'O', 'B-Chemical', 'E-Chemical', 'O', 'O'),
    labels,
  );
  assert.deepEqual(
    found.map(({ spans: [{ start, end }] }) => text.slice(start, end)).filter((name) => name.includes('\n')),
    [],
  );
});

test('for learning, a mention inside a word takes the word, and a gap is part of the mention', () => {
  const { words } = readingOf('nonrenal failure of the heart');
  assert.deepEqual(wordSpansOf(words, [mention('Disease', [3, 16]), mention('Disease', [9, 16], [24, 29])]), [
    { start: 0, end: 2, type: 'Disease' },
    { start: 1, end: 5, type: 'Disease' },
  ]);
  assert.deepEqual(wordSpansOf(words, [mention('Disease', [40, 50])]), []);
});

test('guidelines that learned beside each other may find overlapping names; a type is marked by the first that knows it', () => {
  const guidelines = [
    { name: 'organs', labels: new BioesLabels(['Organ']) },
    { name: 'own', labels: new BioesLabels(['Organ', 'Disease']) },
  ];
  const text = 'liver failure, hypertension';
  const reading = readingOf(text);
  const words = [
    ['S-Organ', 'B-Disease'],
    ['O', 'E-Disease'],
    ['O', 'O'],
    ['O', 'S-Organ'],
  ];
  const scores = Float32Array.from(
    words.flatMap((names) =>
      guidelines.flatMap(({ labels }, i) =>
        labels.names.map((name) => Math.log(name === names[i] ? 0.9 : 0.1 / (labels.size - 1))),
      ),
    ),
  );
  const found = (inUse: readonly number[], together: readonly number[]) =>
    recognizeByGuidelines(reading, scores, guidelines, { inUse, together }).map(
      ({ spans: [{ start, end }], type }) => `${text.slice(start, end)} ${type}`,
    );
  assert.deepEqual(found([0, 1], [0, 1]), ['liver Organ', 'liver failure Disease']);
  assert.deepEqual(found([0, 1], [1]), ['liver Organ', 'hypertension Organ']);
  assert.deepEqual(found([1, 0], [1]), ['liver failure Disease', 'hypertension Organ']);
});
