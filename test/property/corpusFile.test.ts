import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnnotatedDocument } from '../../server/src/annotation/model';
import { CorpusFile } from '../../server/src/formats/layout/corpusFile';
import { formatById, readFile } from '../../server/src/formats/registry';
import { annotated } from '../support/annotated';
import { languageOf } from '../support/corpusLanguage';
import { shaped } from '../support/shaped';

const documents = ['11', '12', '13', '14', '15'].map((id) => ({
  ...annotated('«Naproxen»:Chemical=D009288 & «ulcers»:Disease=D014456 🙂\nagain', 'D009288 CID D014456'),
  id,
}));

const pieces = [
  '',
  '\n',
  '\r\n',
  '\n\n',
  'x',
  '"',
  '{',
  '}',
  '[',
  ',',
  '"passages":',
  '<',
  '>',
  '</document>',
  '<document>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '12|t|Ulcers\n',
  '13|a|',
  '|',
  '\t',
  '-DOCSTART-\t(7)\n',
  'word\tB-Chemical\n',
  '🙂',
];
/** Where, how much is taken out, and what is put there; as shares of the text's length, so that any text will do. */
const edits = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), fc.constantFrom(...pieces)),
  {
    minLength: 1,
    maxLength: 12,
  },
);

for (const id of ['pubtator', 'jsonl', 'bioc-json', 'bioc-xml', 'conll', 'brat'])
  test(`${id}: after any edits a file is cut and read as if it had just been opened`, () =>
    fc.assert(
      fc.property(edits, (changes) => {
        const format = formatById(id)!;
        const language = languageOf(id);
        let text = format.write?.(documents) ?? format.writeFolder!(documents)[1].text;
        const beside = { name: 'notes', text: documents[0].text };
        const file = new CorpusFile(language, text, beside);
        for (const each of file.stretches) each.layout();
        for (const [share, removed, added] of changes) {
          const start = Math.floor(share * text.length);
          const end = Math.min(text.length, start + removed);
          text = text.slice(0, start) + added + text.slice(end);
          file.edit({ start, end, length: added.length }, text);
          const anew = new CorpusFile(language, text, beside);
          const state = ({ stretches, frameProblems }: CorpusFile) => ({
            frameProblems,
            stretches: stretches.map((each) => ({ start: each.start, end: each.end, layout: each.layout() })),
          });
          assert.deepEqual(state(file), state(anew));
        }
      }),
      { numRuns: 60 },
    ));

for (const id of ['pubtator', 'jsonl', 'bioc-json', 'bioc-xml', 'conll'])
  test(`${id}: after any edits a file that is formatted says the same as a whole`, () =>
    fc.assert(
      fc.property(edits, (changes) => {
        const format = formatById(id)!;
        let text = format.write!(documents);
        for (const [share, removed, added] of changes) {
          const start = Math.floor(share * text.length);
          text = text.slice(0, start) + added + text.slice(start + removed);
        }
        const once = shaped(id, text);
        const read = (source: string) => readFile({ name: 'notes', text: source }, format).documents;
        assert.deepEqual(read(once).map(withoutOrder), read(text).map(withoutOrder));
        assert.equal(shaped(id, once), once);
      }),
      { numRuns: 60 },
    ));

/** The order of relations is that of their lines, and says nothing. */
const withoutOrder = ({ relations, ...document }: AnnotatedDocument) => ({
  ...document,
  relations: relations.map((each) => JSON.stringify(each)).sort(),
});

test('an edit reads again the document that it touches, and no other', () => {
  const text = formatById('pubtator')!.write!(documents);
  const file = new CorpusFile(languageOf('pubtator'), text, { name: 'notes' });
  for (const each of file.stretches) each.layout();
  const start = text.indexOf('13|t|') + 8;
  file.edit({ start, end: start, length: 1 }, `${text.slice(0, start)}x${text.slice(start)}`);
  assert.deepEqual(
    file.stretches.map(({ isRead }) => isRead),
    [true, true, false, true, true],
  );
});
