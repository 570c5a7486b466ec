import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type AnnotatedDocument,
  type EntityMention,
  extent,
  type Relation,
} from '../../server/src/annotation/model';
import { differencesOf } from '../../server/src/formats/differences';
import type { Format } from '../../server/src/formats/format';
import { thereAndBack } from '../../server/src/formats/losses';
import { formatById } from '../../server/src/formats/registry';
import { restored } from '../../server/src/formats/sideFile';
import type { Span } from '../../server/src/text/span';

/** Formats that hold all of the data model. */
const whole = ['json', 'jsonl', 'bioc-json', 'bioc-xml', 'brat', 'web-annotation'].map(
  (id) => formatById(id)!,
);

const words = [
  'Naproxen',
  '🙂',
  'α-MT',
  'e\u0301te\u0301',
  '𝛽',
  '&',
  '<b>',
  '"x"',
  'caused',
  '%20',
  '\\n',
  'a|b',
  ';',
];
const blanks = [' ', ' ', '\n', '\r\n', '\t', '  ', '\n\n'];
const ids = [
  'MESH:D1',
  'D000001',
  'D000002',
  '3175',
  'c|SUB|G|35|A',
  'Foo|1',
  'a b',
  'a+b',
  'text:α mt',
  '%',
  'x:y:z',
  'Concept:7',
];
const text = fc.constantFrom('yes', 'two words', '🙂\n"x"\t<&>', 'no', ' edge ');
const attributes = fc.dictionary(
  fc.constantFrom(
    'note',
    'novel',
    'type',
    'identifier',
    'score',
    'id',
    'text',
    'odd name',
    'attribute:x',
    'label',
    'biogloss',
    'Negation',
  ),
  text,
  { minKeys: 1, maxKeys: 3 },
);
const score = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const origin = fc.constantFrom('gold', 'predicted', 'user', 'dictionary' as const);
const type = fc.constantFrom('Chemical', 'Disease or Syndrome', 'Ω-type', 'a,b');
const link = fc.record(
  { id: fc.constantFrom(...ids), name: fc.constantFrom('Naproxen', 'other name'), score },
  { requiredKeys: ['id'] },
);
const links = fc.uniqueArray(link, { maxLength: 3, selector: ({ id }) => id });

/** A text of some words, and where each begins and ends. */
const anyText = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...blanks)), { minLength: 2, maxLength: 12 })
  .map((parts) => {
    let content = '';
    const places: Span[] = parts.map(([word, blank]) => {
      const start = content.length;
      content += word + blank;
      return { start, end: start + word.length };
    });
    return { content, places };
  });

const anyDocument: fc.Arbitrary<AnnotatedDocument> = anyText.chain(({ content, places }) => {
  const place = fc.integer({ min: 0, max: places.length - 1 }).map((index) => places[index]!);
  const spans = fc
    .tuple(place, fc.option(place, { nil: undefined, freq: 3 }))
    .map(([first, second]): [Span, ...Span[]] =>
      second === undefined || second.start <= first.end ? [first] : [first, second],
    );
  const mention: fc.Arbitrary<EntityMention> = fc.record(
    {
      spans,
      type,
      concepts: links,
      alternatives: fc.array(fc.record({ concepts: links, score }), { minLength: 1, maxLength: 2 }),
      score,
      origin,
      attributes,
    },
    { requiredKeys: ['spans', 'type', 'concepts', 'origin'] },
  );
  const relation: fc.Arbitrary<Relation> = fc.record(
    {
      type,
      subject: fc.constantFrom(...ids),
      object: fc.constantFrom(...ids),
      evidence: fc.array(
        fc.record(
          { sentence: place, subject: place, object: place, score },
          { requiredKeys: ['sentence', 'subject', 'object'] },
        ),
        { maxLength: 2 },
      ),
      score,
      origin,
      negated: fc.boolean(),
      attributes,
    },
    { requiredKeys: ['type', 'subject', 'object', 'evidence', 'origin'] },
  );
  const passages = fc.integer({ min: 1, max: places.length - 1 }).map((parting) => {
    const passage = (kind: 'title' | 'abstract', first: Span, last: Span) => {
      const span = { start: first.start, end: last.end };
      return { kind, span, prose: [span] };
    };
    return [
      passage('title', places[0]!, places[parting - 1]!),
      passage('abstract', places[parting]!, places[places.length - 1]!),
    ];
  });
  return fc
    .record(
      {
        id: fc.constantFrom('7', 'a/b', '🙂', '../x', 'con', `long ${'x'.repeat(300)}`, 'a|b', '100%'),
        text: fc.constant(content),
        passages,
        mentions: fc.array(mention, { maxLength: 4 }),
        relations: fc.uniqueArray(relation, {
          maxLength: 3,
          selector: ({ type, subject, object }) => `${type}\t${subject}\t${object}`,
        }),
        attributes,
      },
      { requiredKeys: ['id', 'text', 'passages', 'mentions', 'relations'] },
    )
    .map((document) => ({
      ...document,
      mentions: document.mentions.sort((a, b) => extent(a).start - extent(b).start),
    }));
});

const through = (format: Format, documents: readonly AnnotatedDocument[]) => {
  const { documents: read, problems } = thereAndBack(format, documents)!;
  assert.deepEqual(problems, []);
  return read;
};

for (const format of whole) {
  test(`everything survives ${format.id}, and ${format.id} after any other format`, () => {
    fc.assert(
      fc.property(anyDocument, fc.constantFrom(...whole), (document, before) => {
        const documents = through(format, through(before, [document, document]));
        assert.deepEqual(differencesOf([document, document], documents), []);
      }),
      { numRuns: 60 },
    );
  });
}

test('what PubTator and CoNLL cannot hold comes back from a side file', () => {
  fc.assert(
    fc.property(anyDocument, fc.constantFrom('pubtator', 'conll'), (document, id) => {
      const format = formatById(id)!;
      const found = thereAndBack(format, [document])!.documents;
      const { documents, problems } = restored(found, [document], format);
      assert.deepEqual(problems, []);
      assert.deepEqual(differencesOf([document], documents), []);
    }),
    { numRuns: 100 },
  );
});
