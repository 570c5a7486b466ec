import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wording } from '../../../server/src/annotation/model';
import { followEdit } from '../../../server/src/languageService/followEdit';
import { joinedEdits } from '../../../server/src/text/edit';
import { marked } from './marked';

/** Replaces `found` by `by` in a marked text; gives the mentions that are left, as the new text words them. */
function edited(text: string, found: string, by: string): string[] {
  const { document, annotator } = marked(text);
  const before = document.getText();
  const start = before.indexOf(found);
  const after = before.slice(0, start) + by + before.slice(start + found.length);
  const edit = { start, end: start + found.length, length: by.length };
  return followEdit(annotator.current(document), edit, after).mentions.map((mention) =>
    wording(after, mention),
  );
}

const text = 'Of «naproxen»:Chemical «ulcers»:Disease came.';

test('mentions behind an edit move with their words', () => {
  assert.deepEqual(edited(text, 'Of', 'Because of'), ['naproxen', 'ulcers']);
  assert.deepEqual(edited(text, 'Of ', ''), ['naproxen', 'ulcers']);
  assert.deepEqual(edited(text, ' came', ''), ['naproxen', 'ulcers']);
});

test('a mention that is edited vanishes, and so does one whose word grows', () => {
  assert.deepEqual(edited(text, 'prox', 'PROX'), ['ulcers']);
  assert.deepEqual(edited(text, 'naproxen', 'naproxens'), ['ulcers']);
  assert.deepEqual(edited(text, ' ulcers', 'ulcers'), []);
  assert.deepEqual(edited(text, 'Of', 'Ofx'), ['naproxen', 'ulcers']);
});

test('what is typed beside a mention, but not to its word, leaves it', () => {
  assert.deepEqual(edited(text, 'ulcers', 'ulcers'), ['naproxen']);
  const { document, annotator } = marked(text);
  const at = document.getText().indexOf(' came');
  const after = `${document.getText().slice(0, at)},${document.getText().slice(at)}`;
  const left = followEdit(annotator.current(document), { start: at, end: at, length: 1 }, after).mentions;
  assert.deepEqual(
    left.map((mention) => wording(after, mention)),
    ['naproxen', 'ulcers'],
  );
});

test('a relation stays with its evidence and goes with it', () => {
  const related = marked('«iron»:Chemical=D1 heals «anaemia»:Disease=D2 well', 'D1 CID D2');
  const annotations = related.annotator.current(related.document);
  const words = related.document.getText();
  const inFront = followEdit(annotations, { start: 0, end: 0, length: 4 }, `Oh, ${words}`);
  assert.deepEqual(inFront.relations[0].evidence[0].object, { start: 15, end: 22 });
  const through = followEdit(annotations, { start: 1, end: 2, length: 0 }, words.replace('r', ''));
  assert.deepEqual(through.relations, []);
});

test('whatever is edited, each mention that is left says what it said', () => {
  const word = fc.constantFrom('iron', 'of', 'ulcers', ' ', '\n', '🙂', '5-HT', '.');
  const words = fc.array(word, { maxLength: 12 });
  fc.assert(
    fc.property(words, words, fc.nat(), fc.nat(), (before, inserted, from, length) => {
      const source = before
        .map((one) => (one === 'iron' || one === 'ulcers' ? ` «${one}»:Chemical ` : one))
        .join('');
      const { document, annotator } = marked(source);
      const old = document.getText();
      const start = from % (old.length + 1);
      const end = Math.min(old.length, start + (length % 10));
      const by = inserted.join('');
      const now = old.slice(0, start) + by + old.slice(end);
      const { mentions } = followEdit(annotator.current(document), { start, end, length: by.length }, now);
      for (const mention of mentions) assert.match(wording(now, mention), /^(?:iron|ulcers)$/);
      const away = annotator
        .current(document)
        .mentions.filter(({ spans: [one] }) => one.end < start || one.start > end);
      assert.ok(mentions.length >= away.length);
    }),
  );
});

test('edits that are joined leave every mention that is left where it says what it said', () => {
  const edit = fc.record({ at: fc.nat(40), length: fc.nat(6), by: fc.constantFrom('', 'x', 'iron', ' 🙂 ') });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const { document, annotator } = marked(
        'Of «iron»:Chemical and «5-HT»:Chemical for «ulcers»:Disease, too.',
      );
      const before = document.getText();
      let after = before;
      const [first, ...others] = edits.map(({ at, length, by }) => {
        const start = Math.min(at, after.length);
        const end = Math.min(start + length, after.length);
        after = after.slice(0, start) + by + after.slice(end);
        return { start, end, length: by.length };
      });
      const whole = others.reduce(joinedEdits, first);
      const { start, end, length } = whole;
      assert.equal(after, before.slice(0, start) + after.slice(start, start + length) + before.slice(end));
      for (const mention of followEdit(annotator.current(document), whole, after).mentions)
        assert.ok(['iron', '5-HT', 'ulcers'].includes(wording(after, mention)));
    }),
  );
});
