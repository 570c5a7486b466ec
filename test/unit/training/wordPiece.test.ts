import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tokenizer } from '@huggingface/tokenizers';
import { finished } from '../../../server/src/terminology/candidates/slices';
import { learnWordPiece } from '../../../server/src/training/wordPiece';

const counts = new Map([
  ['nephritis', 20],
  ['Arthritis', 10],
  ['arthritis', 10],
  ['nephron', 8],
  ['arthropathy', 7],
  ['the', 100],
]);

const cut = (json: object, word: string): string[] =>
  new Tokenizer(json, {}).encode(word, { add_special_tokens: false }).tokens;

test('frequent words become one piece, and unseen ones are cut into known parts', () => {
  const json = finished(learnWordPiece(counts, 60));
  assert.deepEqual(cut(json, 'The'), ['the']);
  const unseen = cut(json, 'nephropathy');
  assert.equal(unseen.map((piece) => piece.replace('##', '')).join(''), 'nephropathy');
  assert.ok(unseen.length < 'nephropathy'.length / 2, unseen.join(' '));
});

test('a character that was never seen is unknown', () => {
  assert.deepEqual(cut(finished(learnWordPiece(counts, 60)), 'Ω'), ['[UNK]']);
});

test('the size is kept, ids are dense, padding is 0', () => {
  for (const size of [30, 40, 1000]) {
    const { model } = finished(learnWordPiece(counts, size)) as { model: { vocab: Record<string, number> } };
    const ids = Object.values(model.vocab);
    assert.ok(ids.length <= size);
    assert.deepEqual(ids, [...ids.keys()]);
    assert.equal(model.vocab['[PAD]'], 0);
  }
});

test('the same counts in another order give the same vocabulary', () => {
  const backwards = new Map([...counts].reverse());
  assert.deepEqual(finished(learnWordPiece(backwards, 50)), finished(learnWordPiece(counts, 50)));
});

test('pairs are merged by how often they stand side by side, inside runs of one letter too', () => {
  const json = finished(
    learnWordPiece(
      new Map([
        ['aaaa', 5],
        ['aab', 3],
      ]),
      100,
    ),
  );
  assert.deepEqual(cut(json, 'aaaa'), ['aaaa']);
  assert.deepEqual(cut(json, 'aab'), ['aab']);
});
