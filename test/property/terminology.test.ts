import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DictionaryMatcher } from '../../server/src/terminology/dictionaryMatcher';
import { IndexBuilder } from '../../server/src/terminology/index/builder';
import { TermIndex } from '../../server/src/terminology/index/termIndex';
import { nameKey } from '../../server/src/terminology/names/nameKey';
import { csvFields } from '../../server/src/terminology/reading/headedTable';
import { lineReader } from '../../server/src/terminology/reading/lines';
import { Terminologies } from '../../server/src/terminology/terminologies';

// Half of the words are of few letters, so that names often begin, end and go on like others.
const word = fc.oneof(
  fc.stringMatching(/^[A-Za-zαβé]{1,8}$|^\d{1,3}$/),
  fc.stringMatching(/^[oOfFsSaé]{1,3}$|^[125]$/),
);
const name = fc
  .array(fc.tuple(word, fc.constantFrom(' ', '-', ' ', '')), { minLength: 1, maxLength: 5 })
  .map((words) => words.map(([text, gap], i) => (i < words.length - 1 ? text + gap : text)).join(''));
const concepts = fc.uniqueArray(
  // Of two spellings that have one key, a text's is looked for as the first is cut into words.
  fc.record({
    number: fc.nat(3000),
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 4, selector: nameKey }),
  }),
  {
    selector: ({ number }) => number,
    minLength: 1,
    maxLength: 20,
  },
);

function indexOf(list: readonly { number: number; names: readonly string[] }[]): TermIndex {
  const builder = new IndexBuilder();
  for (const { number, names } of list)
    builder.add({
      id: `T:${number}`,
      preferredName: names[0]!,
      synonyms: names.slice(1),
      types: ['Disease'],
    });
  return new TermIndex(builder.build('t').bytes.buffer as ArrayBuffer, 't');
}

test('every name of every concept is found, by lookup and in a text', () =>
  fc.assert(
    fc.property(concepts, (list) => {
      const index = indexOf(list);
      const matcher = new DictionaryMatcher(new Terminologies([index]));
      for (const { number, names } of list) {
        const id = `T:${number}`;
        assert.equal(index.preferredName(index.find(id)), names[0]);
        for (const each of names) {
          assert.ok(
            index.lookup(each).some(({ concept }) => index.id(concept) === id),
            each,
          );
          // A colon and a space: no other name may begin before them and take a part of this one away.
          const before = 'as follows: ';
          const text = `${before}${each}.`;
          const whole = matcher
            .match(text)
            .find(({ start, end }) => start === before.length && end === text.length - 1);
          assert.ok(whole, `"${each}" in "${text}"`);
        }
      }
    }),
    { numRuns: 200 },
  ));

test('matches lie in the text, in order, apart, and say names of their concepts', () =>
  fc.assert(
    fc.property(concepts, fc.array(fc.oneof(name, fc.string()), { maxLength: 10 }), (list, pieces) => {
      const index = indexOf(list);
      const text = [...pieces, list[0]!.names[0]].join(' ');
      let before = 0;
      for (const { start, end, hits } of new DictionaryMatcher(new Terminologies([index])).match(text)) {
        assert.ok(before <= start && start < end && end <= text.length);
        before = end;
        for (const hit of hits)
          assert.equal(nameKey(index.name(hit.name)), nameKey(text.slice(start, end).replace(/,\s+/g, ' ')));
      }
    }),
    { numRuns: 200 },
  ));

test('a key is the key of itself in upper case and with other gaps, unless it is short', () =>
  fc.assert(
    fc.property(name, (text) => {
      const key = nameKey(text);
      if (key.length < 8) return;
      assert.equal(nameKey(text.toUpperCase()), key);
      assert.equal(nameKey(`  ${text} `), key);
    }),
  ));

test('lines are the same wherever the chunks are cut', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', 'b') }),
      fc.array(fc.nat(20)),
      (text, cuts) => {
        const lines: string[] = [];
        const reader = lineReader({ problem: () => assert.fail() }, (line, number) =>
          assert.equal(lines.push(line), number),
        );
        let at = 0;
        for (const cut of cuts) {
          reader.write(text.slice(at, at + cut));
          at += cut;
        }
        reader.write(text.slice(at));
        reader.end();
        const expected = text.split('\n').map((line) => line.replace(/\r$/, ''));
        if (expected[expected.length - 1] === '' && !text.endsWith('\r')) expected.pop();
        assert.deepEqual(lines, expected);
      },
    ),
  ));

test('fields of CSV come back as they were quoted', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.string().filter((field) => !/[\r\n]/.test(field)),
        { minLength: 1 },
      ),
      (fields) => {
        const line = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');
        assert.deepEqual(csvFields(line), fields);
      },
    ),
  ));
