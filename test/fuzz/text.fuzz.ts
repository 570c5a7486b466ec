import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutUnits } from '../../server/src/pipeline/units';
import { markdownPassages } from '../../server/src/text/markdown';
import type { Passage } from '../../server/src/text/passage';
import { plainTextPassages } from '../../server/src/text/plainText';
import { splitSentences } from '../../server/src/text/sentences';
import { passageWords } from '../../server/src/text/words';
import { fuzz, type Target } from './harness';

const seeds = ['abstract.txt', 'notes.md'].map((name) => readFileSync(join('samples', name)));

/** Passages in order and apart from each other, their words and sentences inside them, units that leave nothing out. */
function checkReading(text: string, passages: readonly Passage[]): void {
  let end = 0;
  for (const passage of passages) {
    assert.ok(
      passage.span.start >= end && passage.span.end <= text.length,
      'passages overlap or leave the text',
    );
    end = passage.span.end;
    for (const word of passageWords(text, passage)) {
      assert.ok(
        word.start < word.end && word.start >= passage.span.start && word.end <= passage.span.end,
        'a word leaves its passage',
      );
      assert.doesNotMatch(text.slice(word.start, word.end), /\s/);
    }
    for (const sentence of splitSentences(text, passage.span)) {
      assert.ok(
        sentence.start >= passage.span.start && sentence.end <= passage.span.end,
        'a sentence leaves its passage',
      );
    }
  }
  const inUnits = cutUnits(text, passages).flatMap((unit) => unit.passages);
  assert.deepEqual(inUnits, passages);
}

const target = (name: string, passagesOf: (text: string) => Passage[]): Target => ({
  name,
  seeds,
  check: (input) => {
    const text = input.toString('utf8');
    checkReading(text, passagesOf(text));
  },
});

fuzz([target('plain text', plainTextPassages), target('Markdown', markdownPassages)]);
