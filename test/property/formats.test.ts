import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AnnotatedDocument, extent } from '../../server/src/annotation/model';
import { readPubTator } from '../../server/src/formats/pubtator/read';
import { writeBack, writePubTator } from '../../server/src/formats/pubtator/write';
import { formatById, formats } from '../../server/src/formats/registry';

const piece = fc.constantFrom(
  '1',
  '2',
  '|t|',
  '|a|',
  '\t',
  '\t0\t4\t',
  'Pain',
  '\tDisease\t',
  'D010146',
  '\n',
  '\r\n',
  '\n\n',
  '🙂',
  '\ud83d',
  ' ',
  '\ufeff',
  'CID',
  '-1',
  '\r',
  '\u0000',
);
const anyFile = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

test('whatever a PubTator file holds, it is written back unit by unit', () => {
  fc.assert(
    fc.property(anyFile, (file) => {
      const { source, documents, mentionCount, droppedMentions } = readPubTator(file);
      assert.equal(writeBack(source, documents), file);
      assert.equal(documents.flatMap(({ mentions }) => mentions).length, mentionCount - droppedMentions);
    }),
    { numRuns: 1000 },
  );
});

/** Documents with words of every kind and mentions over whole words, perhaps overlapping. */
const anyDocument: fc.Arbitrary<AnnotatedDocument> = fc
  .record({
    words: fc.array(fc.constantFrom('Naproxen', '🙂', 'α-MT', 'caused', 'ulcers', '&', '<b>', '"x"', '𝛽'), {
      minLength: 2,
      maxLength: 12,
    }),
    picks: fc.array(
      fc.tuple(
        fc.nat(11),
        fc.nat(2),
        fc.constantFrom('Chemical', 'Disease'),
        fc.subarray(['MESH:D1', 'MESH:D2']),
      ),
      { maxLength: 4 },
    ),
    related: fc.boolean(),
    title: fc.nat(11),
  })
  .map(({ words, picks, related, title }) => {
    const text = words.join(' ');
    const starts = words.map((_, index) => words.slice(0, index).join(' ').length + (index > 0 ? 1 : 0));
    const endOf = (index: number) => starts[index]! + words[index]!.length;
    const mentions = picks.map(([first, more, type, ids]) => {
      const from = first % words.length;
      const to = Math.min(words.length - 1, from + more);
      return {
        spans: [{ start: starts[from]!, end: endOf(to) }] as const,
        type,
        concepts: ids.map((id) => ({ id })),
        origin: 'gold' as const,
      };
    });
    mentions.sort((a, b) => extent(a).start - extent(b).start || extent(a).end - extent(b).end);
    const parting = endOf(title % (words.length - 1));
    const passage = (kind: 'title' | 'abstract', start: number, end: number) => ({
      kind,
      span: { start, end },
      prose: [{ start, end }],
    });
    const passages = [passage('title', 0, parting), passage('abstract', parting + 1, text.length)];
    const relations = related
      ? [{ type: 'CID', subject: 'MESH:D1', object: 'MESH:D2', evidence: [], origin: 'gold' as const }]
      : [];
    return { id: '7', text, passages, mentions, relations };
  });

test('a document survives PubTator', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      assert.deepEqual(readPubTator(writePubTator([document])).documents, [document]);
    }),
  );
});

test('no reader throws, whatever it is given', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyFile,
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc.json().map((text) => `{"documents":[${text}]}`),
      ),
      (text) => {
        for (const { read, detects } of formats) {
          detects?.(text);
          read?.({ name: 'a', text });
        }
        formatById('brat')!.readFolder!([
          { name: 'a.txt', text },
          { name: 'a.ann', text },
        ]);
      },
    ),
    { numRuns: 300 },
  );
});
