import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CorpusFile } from '../../../../server/src/formats/layout/corpusFile';
import { CorpusFileCheck } from '../../../../server/src/languageService/corpus/check';
import { languageOf } from '../../../support/corpusLanguage';

/** `apart 3: annotations of …`: kind, line from 1, message. */
function found(text: string): string[] {
  const file = new CorpusFile(languageOf('pubtator'), text, { name: 'notes' });
  const check = new CorpusFileCheck(file).run(() => true);
  for (;;) {
    const { done, value } = check.next();
    if (done)
      return value.map(({ kind, stretch, span, message }) => {
        const line = text.slice(0, (stretch?.start ?? 0) + span.start).split('\n').length;
        return `${kind} ${line}: ${message}`;
      });
  }
}

test('annotations below all texts are told as such, and those of no text as an error', () => {
  const texts = '1|t|Naproxen\n1|a|\n2|t|Aspirin\n2|a|\n';
  const [first, second] = ['1\t0\t8\tNaproxen\tChemical\tD9\n', '2\t0\t7\tAspirin\tChemical\tD1\n'];
  assert.deepEqual(found(texts.replace('2|t', `${first}2|t`) + second), []);
  assert.deepEqual(found(texts + first + second), [
    'apart 5: annotations of document 1 stand apart from its text: they are read with the file, but outline, hovers and fixes know only those that follow the text',
  ]);
  assert.deepEqual(found(texts + second + first.replace(/^1/, '3')), [
    'unread 6: document 3 has annotations but no text; add its lines "3|t|…" and "3|a|…"',
  ]);
});
