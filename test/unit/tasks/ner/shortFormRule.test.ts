import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreeWithDefinitions } from '../../../../server/src/tasks/ner/shortFormRule';
import { findShortForms } from '../../../../server/src/tasks/ner/shortForms';
import { segmentWords } from '../../../../server/src/text/words';

/**
 * Mentions of `marked` as they are found («…»:Type), then what the rule makes of them, in the same notation.
 * @param inside mean probability of being inside an entity, for all words
 */
function check(marked: string, expected: string, inside = 0.5): void {
  const found: { start: number; end: number; type: string }[] = [];
  let text = '';
  for (const [, plain, mention, type] of marked.matchAll(/([^«]*)(?:«([^»]*)»:(\w+))?/g)) {
    text += plain;
    if (mention !== undefined) {
      found.push({ start: text.length, end: text.length + mention.length, type });
      text += mention;
    }
  }
  const whole = { start: 0, end: text.length };
  const words = segmentWords(text, whole);
  const spans = found.map(({ start, end, type }) => ({
    start: words.findIndex((word) => word.start === start),
    end: words.findIndex((word) => word.end === end) + 1,
    type,
    score: 0.9,
  }));
  let result = '';
  let at = 0;
  for (const { start, end, type } of agreeWithDefinitions(
    spans,
    { text, words },
    findShortForms(text, [whole]),
    () => inside,
  )) {
    result += `${text.slice(at, words[start].start)}«${text.slice(words[start].start, words[end - 1].end)}»:${type}`;
    at = words[end - 1].end;
  }
  assert.equal(result + text.slice(at), expected);
}

test('a short form takes the type of its long form, wherever it stands', () =>
  check(
    'ARF: «acute renal failure»:Disease (ARF) worsened; two ARFs, «ARF»:Chemical',
    '«ARF»:Disease: «acute renal failure»:Disease («ARF»:Disease) worsened; two «ARFs»:Disease, «ARF»:Disease',
  ));

test('a short form of several words replaces what was found inside it', () =>
  check(
    '«5-hydroxytryptamine»:Chemical (5-HT) and 5-«HT»:Disease',
    '«5-hydroxytryptamine»:Chemical («5-HT»:Chemical) and «5-HT»:Chemical',
  ));

test('an entity that reaches beyond the short form stays as it is', () =>
  check(
    '«renal failure»:Disease (RF) in «RF syndrome»:Disease',
    '«renal failure»:Disease («RF»:Disease) in «RF syndrome»:Disease',
  ));

test('where the long form is no entity, a doubtful short form goes and a sure one stays', () => {
  const text = 'mean arterial pressure («MAP»:Disease) fell; «MAP»:Disease';
  check(text, 'mean arterial pressure (MAP) fell; MAP', 0.7);
  check(text, text, 0.9);
});

test('where the entity is another stretch than the long form, the scores decide', () => {
  const text =
    'selective «serotonin»:Chemical reuptake inhibitor «therapy»:Chemical (SSRIT) and «SSRIT»:Chemical';
  check(text, text);
});

test('a short form inside a longer word is none', () =>
  check('«renal failure»:Disease (RF) and ERF', '«renal failure»:Disease («RF»:Disease) and ERF'));

test('without definitions nothing changes', () =>
  check('«ARF»:Disease and «aspirin»:Chemical', '«ARF»:Disease and «aspirin»:Chemical'));
