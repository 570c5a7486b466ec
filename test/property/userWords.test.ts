import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { EntityMention } from '../../server/src/annotation/model';
import { isUnlinked } from '../../server/src/annotation/unlinked';
import type { UserWord } from '../../server/src/annotation/userWord';
import { UserWords } from '../../server/src/pipeline/userWords';
import { read } from '../../server/src/tasks/reading';
import {
  changed,
  rowOf,
  rowsOf,
  type SettableWord,
  setWord,
  unsetWord,
} from '../../server/src/terminology/userWords/editWords';
import { readWords } from '../../server/src/terminology/userWords/readWords';
import { settleWords } from '../../server/src/terminology/userWords/settleWords';
import { plainTextPassages } from '../../server/src/text/plainText';

const name = fc.constantFrom('lead', 'Lead', 'sugar disease', 'Sugar-diseases', 'DM', 'β blocker', '🙂 pain');
const type = fc.constantFrom('Disease', 'Chemical');
const concepts = fc.constantFrom([], ['lab:1'], ['lab:2'], ['lab:1', 'MESH:D003920']);
const settable: fc.Arbitrary<SettableWord> = fc.oneof(
  fc.record({ action: fc.constant('add' as const), name, type }),
  fc.record({ action: fc.constant('add' as const), name, type, concepts }),
  fc.record({ action: fc.constant('pin' as const), name, type, concepts }),
  fc.record({ action: fc.constant('ban' as const), name, type }),
  fc.record({ action: fc.constant('ban' as const), name }),
);
const word: fc.Arbitrary<UserWord> = fc.oneof(
  { weight: 6, arbitrary: settable },
  fc.record({ action: fc.constant('pin' as const), name, concepts }),
  fc.record({ action: fc.constant('define' as const), name, type, concepts: fc.constant(['lab:1']) }),
);
const line = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(word, fc.constantFrom('', 'seen in ward 2', 'ß \t note'))
      .map(([each, note]) => rowOf(each, note)),
  },
  fc.constantFrom('', '# a comment', 'action\tname\ttype\tconcept\tnote', '<<<<<<< HEAD', '  ', 'bann\tlead'),
  fc.string({ maxLength: 20 }).filter((text) => !/[\r\n]/.test(text)),
);
const file = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, lineEnd, ends]) => lines.join(lineEnd) + (ends && lines.length > 0 ? lineEnd : ''));

/** What a mention of this name and type comes to; undefined where it is not marked. */
function meaning(text: string, { name, type }: { name: string; type: string }, isMarked: boolean) {
  const { rows } = settleWords([{ file: 'words', rows: readWords(text).rows }]);
  const own = new UserWords(
    rows.map(({ word }) => word),
    () => undefined,
  );
  const reading = read(name, plainTextPassages(name));
  const spans: EntityMention['spans'] = [{ start: 0, end: name.length }];
  const found: EntityMention[] = isMarked ? [{ spans, type, concepts: [], origin: 'predicted' }] : [];
  const [mention] = own.decide(reading, own.mark(reading, found));
  return mention && { type: mention.type, ids: mention.concepts.map(({ id }) => id) };
}

const linesBut = (text: string, word: UserWord): string[] => {
  const gone = new Set(rowsOf(text, word).map(({ number }) => number));
  const lines = text.split(/\r\n|\n|\r/);
  return lines.filter((each, i) => !gone.has(i + 1) && (each !== '' || i < lines.length - 1));
};

test('a word that is set counts, and all lines that do not speak of its name stay as they are', () =>
  fc.assert(
    fc.property(file, settable, (text, word) => {
      const after = changed(text, setWord(text, word));
      if (text !== '') assert.deepEqual(linesBut(after, word), linesBut(text, word));
      const asked = { name: word.name, type: word.type ?? 'Disease' };
      if (word.action === 'ban') assert.notEqual(meaning(after, asked, true)?.type, asked.type);
      else if (word.concepts) {
        const meant = meaning(after, asked, true)!;
        // Where another row adds the name with another type, that is its type.
        if (meant.type === asked.type)
          assert.deepEqual(
            meant.ids.filter((id) => !isUnlinked(id)),
            word.concepts,
          );
      }
      if (word.action === 'add') assert.ok(meaning(after, asked, false));
      assert.deepEqual(setWord(after, word), [], 'a second time there is nothing to do');
    }),
    { numRuns: 2000 },
  ));

test('a word that is unset leaves no row of its name, and all others', () =>
  fc.assert(
    fc.property(file, word, (text, word) => {
      const after = changed(text, unsetWord(text, word));
      assert.deepEqual(rowsOf(after, word), []);
      assert.deepEqual(linesBut(after, word), linesBut(text, word));
    }),
    { numRuns: 1000 },
  ));

test('any text is read without an exception, and problems lie within it', () =>
  fc.assert(
    fc.property(fc.oneof(file, fc.string({ unit: 'binary' })), (text) => {
      const { problems } = readWords(text);
      const lines = text.split(/\r\n|\n|\r/).length;
      for (const { start, end, line } of problems)
        assert.ok(start <= end && end <= text.length && line! >= 1 && line! <= lines);
    }),
    { numRuns: 2000 },
  ));
