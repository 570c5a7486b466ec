import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnotatedDocument, EntityMention } from '../../../server/src/annotation/model';
import type { ReadResult, SourceFile } from '../../../server/src/formats/format';
import { lossesOf, thereAndBack } from '../../../server/src/formats/losses';
import { formatById } from '../../../server/src/formats/registry';
import { restored } from '../../../server/src/formats/sideFile';
import type { Passage } from '../../../server/src/text/passage';
import { plainTextPassages } from '../../../server/src/text/plainText';

const conll = formatById('conll')!;

function annotated(
  id: string,
  text: string,
  mentions: readonly (Partial<EntityMention> & { readonly of: string; readonly from?: number })[],
  passages: readonly Passage[] = plainTextPassages(text),
): AnnotatedDocument {
  const placed = mentions.map(({ of, from = 0, ...details }): EntityMention => {
    const start = text.indexOf(of, from);
    return {
      spans: [{ start, end: start + of.length }],
      type: 'Disease',
      concepts: [],
      origin: 'gold',
      ...details,
    };
  });
  return { id, text, passages, mentions: placed, relations: [] };
}

test('a document without words keeps its place, so that no other one gets what it had', () => {
  const kept = [annotated('1', '', []), annotated('2', 'ulcers', [{ of: 'ulcers', score: 0.5 }])];
  const { documents } = thereAndBack(conll, kept)!;
  assert.deepEqual(
    documents.map(({ id, text }) => [id, text]),
    [
      ['1', ''],
      ['2', 'ulcers'],
    ],
  );
  assert.equal(restored(documents, kept, conll).documents[1]!.mentions[0]!.score, 0.5);
});

test('nothing is restored where the format makes other documents of those that were kept', () => {
  const kept = [annotated('1', 'ulcers', [{ of: 'ulcers', score: 0.5 }]), annotated('2', 'pain', [])];
  const firstLost = { ...conll, read: (file: SourceFile) => dropFirst(conll.read!(file)) };
  const { documents } = thereAndBack(firstLost, kept)!;
  const back = restored(documents, kept, firstLost);
  assert.deepEqual(back.documents, documents);
  assert.match(back.problems[0]!.message, /cannot be told apart in CoNLL/);
});

const dropFirst = (read: ReadResult): ReadResult => ({ ...read, documents: read.documents.slice(1) });

test('a changed attribute is taken over, one that was taken out stays out, and the others stay', () => {
  const attributes = { parts: 'a', note: 'sure', source: 'x' };
  const kept = [annotated('1', 'ulcers', [{ of: 'ulcers', attributes, score: 0.5 }])];
  // A format that holds two of the three, as PubTator holds `parts`.
  const write = (documents: readonly AnnotatedDocument[]) =>
    formatById('jsonl')!.write!(documents).replace(',"source":"x"', '').replace(',"score":0.5', '');
  const format = { ...formatById('jsonl')!, write };
  const changed = write(kept).replace('"parts":"a"', '"parts":"b"').replace(',"note":"sure"', '');
  const [document] = restored(format.read!({ name: '', text: changed }).documents, kept, format).documents;
  const [mention] = document!.mentions;
  assert.deepEqual([mention!.attributes, mention!.score], [{ parts: 'b', source: 'x' }, 0.5]);
});

test('of documents with one id and other texts each gets its own back, in whatever order they stand', () => {
  const kept = ['pain', 'ulcers'].map((of) => annotated('1', of, [{ of, score: of.length / 10 }]));
  const found = [...thereAndBack(conll, kept)!.documents].reverse();
  const { documents, problems } = restored(found, kept, conll);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    documents.map(({ mentions: [mention] }) => mention!.score),
    [0.6, 0.4],
  );
});

test('where a format leaves out text, mentions that it holds are not told as lost, and nothing is restored', () => {
  const text = '# Ulcers\n\n`code`\n\n<!-- not prose -->\n\nPain and ulcers.\n';
  const [document] = formatById('markdown')!.read!({ name: 'a.md', text }).documents;
  const kept = [
    annotated('a.md', text, [{ of: 'Ulcers' }, { of: 'Pain' }, { of: 'ulcers' }], document!.passages),
  ];
  const losses = lossesOf(conll, kept);
  assert.deepEqual(
    [losses.get('text'), losses.get('mention'), losses.get('gaps')],
    [1, undefined, undefined],
  );
  const { documents } = thereAndBack(conll, kept)!;
  const back = restored(documents, kept, conll);
  assert.deepEqual(back.documents, documents);
  assert.match(back.problems[0]!.message, /CoNLL .* does not hold the whole text of document a\.md/);
});

test('characters that a format cannot hold do not keep anything from being restored', () => {
  const bioc = formatById('bioc-xml')!;
  const kept = [annotated('1', 'pain \u0001 ulcers', [{ of: 'ulcers', score: 0.5 }])];
  const back = restored(thereAndBack(bioc, kept)!.documents, kept, bioc);
  assert.deepEqual(back.problems, []);
  assert.deepEqual(back.documents, kept);
});
