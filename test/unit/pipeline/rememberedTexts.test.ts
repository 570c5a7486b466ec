import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { UnitCache } from '../../../server/src/pipeline/unitCache';
import { Dictionary } from '../../../server/src/tasks/dictionary/dictionary';
import { questionsOf } from '../../../server/src/tasks/normalization/questions';
import { read } from '../../../server/src/tasks/reading';
import { Vocabulary } from '../../../server/src/tasks/words/vocabulary';
import { WordEncoder } from '../../../server/src/tasks/words/wordFeatures';
import { terms } from '../tasks/dictionary/terms';

// What is remembered of a text must not keep the text: each edit of a long document makes another one.

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Of a text, in bytes; Node keeps longer ones outside of the heap that is measured. */
const length = 2 ** 19;
const end = 40;

/** Bytes that stay in memory after so many long texts that each begin with a long word of their own. */
function heldAfter(texts: number, remember: (text: string) => void): number {
  const rest = ' and so on'.repeat(length / 10);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < texts; i++) {
    const letters = String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26));
    remember(Buffer.from(`Pseudohypoaldosteron${letters} was found in rats.${rest}`).toString('latin1'));
  }
  collectGarbage();
  return process.memoryUsage().heapUsed - before;
}

const beginning = (text: string) => {
  const span = { start: 0, end };
  return read(text, [{ kind: 'paragraph', span, prose: [span] }]);
};

const check = (name: string, rememberer: () => (text: string) => unknown) =>
  test(name, () => {
    const kept: unknown[] = [];
    const remember = rememberer();
    remember('Pseudohypoaldosteronism was found in mice.');
    const held = heldAfter(40, (text) => kept.push(remember(text)));
    assert.ok(held < 5 * length, `${held} bytes are held after 40 texts of ${length}`);
    assert.equal(kept.length, 40);
  });

check('the annotations of a unit', () => {
  const cache = new UnitCache();
  return (text) => {
    const span = { start: 0, end };
    cache.set(
      text,
      { span, passages: [{ kind: 'paragraph', span, prose: [span] }] },
      { mentions: [], relations: [] },
    );
    return cache;
  };
});

check('the features of words', () => {
  const encoder = new WordEncoder(Vocabulary.of([]), undefined, { affixBuckets: 64 });
  return (text) => {
    encoder.encode(beginning(text).words.map(({ start, end }) => text.slice(start, end)));
    return encoder;
  };
});

check('what terminologies say of words', () => {
  const dictionary = Dictionary.of(terms);
  return (text) => {
    dictionary.features(beginning(text));
    return dictionary;
  };
});

check('what the linker is asked', () => (text) => {
  const [{ start, end }] = beginning(text).words;
  return questionsOf(beginning(text), [
    { spans: [{ start, end }], type: 'Disease', concepts: [], origin: 'predicted' },
  ]);
});
