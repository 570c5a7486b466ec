import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Annotations } from '../../../server/src/annotation/model';
import { UnitCache } from '../../../server/src/pipeline/unitCache';
import type { Unit } from '../../../server/src/pipeline/units';

const unitAt = (start: number, length: number, kind: 'paragraph' | 'heading' = 'paragraph'): Unit => {
  const span = { start, end: start + length };
  return { span, passages: [{ kind, span, prose: [span] }] };
};

const found = (start: number): Annotations => ({
  mentions: [
    {
      spans: [{ start, end: start + 8 }],
      type: 'Chemical',
      concepts: [{ id: 'D009288' }],
      origin: 'predicted',
    },
  ],
  relations: [
    {
      type: 'CID',
      subject: 'D009288',
      object: 'D014456',
      evidence: [
        {
          sentence: { start, end: start + 30 },
          subject: { start, end: start + 8 },
          object: { start: start + 15, end: start + 21 },
        },
      ],
      origin: 'predicted',
    },
  ],
});

const sentence = 'Naproxen causes ulcers, they say';

test('a unit that moved is found with its spans moved', () => {
  const cache = new UnitCache();
  cache.set(sentence, unitAt(0, sentence.length), found(0));
  const moved = `Before.\n\n${sentence}`;
  assert.deepEqual(cache.get(moved, unitAt(9, sentence.length)), found(9));
});

test('other words, or the same words in another kind of passage, are another unit', () => {
  const cache = new UnitCache();
  cache.set(sentence, unitAt(0, sentence.length), found(0));
  assert.equal(cache.get(`${sentence.slice(0, -1)}?`, unitAt(0, sentence.length)), undefined);
  assert.equal(cache.get(sentence, unitAt(0, sentence.length, 'heading')), undefined);
});

test('the least recently used unit goes first when the cache is full', () => {
  const cache = new UnitCache(3.2 * (sentence.length + 2 + 'paragraph 0-34\n'.length));
  const texts = [1, 2, 3].map((n) => `${sentence} ${n}`);
  for (const text of texts.slice(0, 2)) cache.set(text, unitAt(0, text.length), found(0));
  cache.get(texts[0], unitAt(0, texts[0].length));
  for (const text of [texts[2], `${sentence} 4`]) cache.set(text, unitAt(0, text.length), found(0));
  assert.ok(cache.get(texts[0], unitAt(0, texts[0].length)));
  assert.equal(cache.get(texts[1], unitAt(0, texts[1].length)), undefined);
});
