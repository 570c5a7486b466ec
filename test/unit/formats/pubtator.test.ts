import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type AnnotatedDocument, wording } from '../../../server/src/annotation/model';
import { describeProblem } from '../../../server/src/annotation/problem';
import { readPubTator } from '../../../server/src/formats/pubtator/read';
import { writeBack, writePubTator } from '../../../server/src/formats/pubtator/write';
import { whyUnusable } from '../../../server/src/formats/usable';
import { corpusFile, unlessCorpus } from '../../corpora';
import { cpuSeconds } from '../../cpuSeconds';

const sample =
  '12|t|Naproxen and ulcers.\n12|a|Naproxen caused ulcers and bleeding.\n' +
  '12\t0\t8\tNaproxen\tChemical\tD009288\n12\t37\t43\tulcers\tDisease\t-1\n' +
  '12\t37\t56\tulcers and bleeding\tDisease\tD014456|D006470\tulcers|bleeding\n12\tCID\tD009288\tD014456\n';

/** Reads a file and expects it back unit by unit. */
function roundTrip(file: string) {
  const read = readPubTator(file);
  assert.equal(writeBack(read.source, read.documents), file);
  return read;
}

const told = (file: string) => roundTrip(file).problems.map((problem) => describeProblem('f', problem));
const mentions = ({ text, mentions }: AnnotatedDocument) =>
  mentions.map((mention) => [wording(text, mention), mention.type, ...mention.concepts.map(({ id }) => id)]);

test('title, abstract, mentions with their concepts, relations of the document', () => {
  const { documents, problems, mentionCount, droppedMentions } = roundTrip(sample);
  assert.deepEqual(problems, []);
  assert.deepEqual([mentionCount, droppedMentions], [3, 0]);
  const [document] = documents;
  assert.equal(document!.text, 'Naproxen and ulcers. Naproxen caused ulcers and bleeding.');
  assert.deepEqual(
    document!.passages.map(({ kind, span }) => [kind, span.start, span.end]),
    [
      ['title', 0, 20],
      ['abstract', 21, 57],
    ],
  );
  assert.deepEqual(mentions(document!), [
    ['Naproxen', 'Chemical', 'D009288'],
    ['ulcers', 'Disease'],
    ['ulcers and bleeding', 'Disease', 'D014456', 'D006470'],
  ]);
  assert.deepEqual(document!.relations, [
    { type: 'CID', subject: 'D009288', object: 'D014456', evidence: [], origin: 'gold' },
  ]);
});

test('code points become UTF-16 units', () => {
  const { documents, problems } = roundTrip('1|t|🙂 Naproxen\n1|a|\n1\t2\t10\tNaproxen\tChemical\tD009288\n');
  assert.deepEqual(problems, []);
  assert.deepEqual(documents[0]!.mentions[0]!.spans, [{ start: 3, end: 11 }]);
  assert.match(writePubTator(documents), /^1\t2\t10\tNaproxen\tChemical\tD009288$/m);
});

test('byte order mark, CRLF, missing last line break, blank lines, empty abstract, lone surrogates, null characters', () => {
  for (const file of [
    `\ufeff${sample}`,
    sample.replaceAll('\n', '\r\n'),
    sample.slice(0, -1),
    `\n\n${sample}\n \n${sample.replaceAll('12', '13')}\n`,
    '1|t|Naproxen\n1|a|\n1\t0\t8\tNaproxen\tChemical\tD009288',
    '1|t|\ud83d Naproxen\udc00\n1|a|\u0000\n1\t2\t10\tNaproxen\tChemical\tD009288\n',
  ]) {
    const { problems, droppedMentions, mentionCount } = roundTrip(file);
    assert.deepEqual(problems, [], JSON.stringify(file));
    assert.ok(mentionCount > 0 && droppedMentions === 0);
  }
});

test('lines in any order belong to their document', () => {
  const file =
    '1\t0\t4\tPain\tDisease\t-1\n2|a|It hurts.\n1|t|Pain\n2|t|Aspirin\n1|a|Ache\n2\t0\t7\tAspirin\tChemical\tD001241\n1\t5\t9\tAche\tDisease\t-1\n';
  const { documents, problems } = roundTrip(file);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    documents.map((document) => [document.id, ...mentions(document).map(([text]) => text)]),
    [
      ['1', 'Pain', 'Ache'],
      ['2', 'Aspirin'],
    ],
  );
});

test('an id that occurs again is another document, and said once', () => {
  const one = '1|t|Pain\n1|a|\n1\t0\t4\tPain\tDisease\t-1\n\n';
  assert.equal(roundTrip(one.repeat(3)).documents.length, 3);
  assert.deepEqual(told(one.repeat(3)), [
    'f:5:1: document 1 occurs more than once; each occurrence is read as a document of its own',
  ]);
});

test('a mention that is not where it says is dropped, located, and offsets that would fit are named', () => {
  const file =
    '2339463|t|Take aspirin, now.\n2339463|a|\n2339463\t5\t13\taspirin\tChemical\tD001241\n2339463\t0\t4\tTake\tDisease\t-1\n';
  const { documents, problems, droppedMentions } = roundTrip(file);
  assert.deepEqual(
    problems.map((problem) => describeProblem('train.txt', problem)),
    [
      'train.txt:3:9: the mention says "aspirin", but characters 5–13 of document 2339463 are "aspirin,"; the offsets 5–12 would fit',
    ],
  );
  assert.equal(droppedMentions, 1);
  assert.equal(documents[0]!.mentions.length, 1);
});

test('the nearest fitting offsets are named, on either side', () => {
  const abstract = `${'x '.repeat(20)}Pain ${'x '.repeat(3)}Pain${' x'.repeat(300)}`;
  const message = (start: number) =>
    told(`1|t|${abstract}\n1\t${start}\t${start + 4}\tPain\tDisease\t-1\n`)[0]!;
  assert.match(message(42), /the offsets 40–44 would fit$/);
  assert.match(message(49), /the offsets 51–55 would fit$/);
  assert.match(message(400), /it is not found nearby/);
});

test('offsets beyond the text, empty mentions, documents without text, lines of no shape', () => {
  assert.match(
    told('1|t|Pain\n1\t2\t99\tPain\tDisease\t-1\n')[0]!,
    /^f:2:3: the mention "Pain" covers characters 2–99 of document 1, which has only 4; the offsets 0–4 would fit$/,
  );
  assert.match(told('1|t|Pain\n1\t2\t2\t\tDisease\t-1\n')[0]!, /must end after its start/);
  assert.match(
    told('7\t0\t4\tPain\tDisease\t-1\n')[0]!,
    /^f:1:1: document 7 has annotations but no text; add its lines "7\|t\|…"/,
  );
  assert.match(told('1|t|Pain\n1\t0\t4\tPain\n')[0]!, /a mention needs an id, a start/);
  assert.match(told('1|t|Pain\nwhat is this\n')[0]!, /^f:2:1: this line was not understood/);
  assert.match(told('1|t|Pain\n1|a|one\n1|a|two\n')[0]!, /second abstract/);
});

test('what is wrong in one document leaves the others alone', () => {
  const { documents } = readPubTator(`\u0000\u0001garbage\n9\t1\n${sample}8\t0\t4\tPain\tDisease\n`);
  assert.equal(documents.length, 1);
  assert.equal(documents[0]!.mentions.length, 3);
});

test('other layouts of relations, and variants whose id holds bars', () => {
  const { documents, problems } = roundTrip(
    '1|t|BRCA1 c.35G>A\n1|a|\n1\t6\t13\tc.35G>A\tSequenceVariant\tc|SUB|G|35|A\n1\tAssociation\t672\tD001943\tNovel\n1\tCID\tD1\n',
  );
  assert.deepEqual(documents[0]!.mentions[0]!.concepts, [{ id: 'c|SUB|G|35|A' }]);
  assert.deepEqual(
    documents[0]!.relations.map(({ type, subject, object }) => [type, subject, object]),
    [['Association', '672', 'D001943']],
  );
  assert.equal(problems.length, 1);
});

test('a changed document changes its own lines only', () => {
  const other = '13|t|Pain\r\n13|a|\r\nnot understood\r\n13\t0\t4\tPine\tDisease\t-1';
  const file = sample.replaceAll('\n', '\r\n') + other;
  const { documents, source } = readPubTator(file);
  const [first, second] = documents as [AnnotatedDocument, AnnotatedDocument];
  const changed = { ...first, mentions: first.mentions.slice(1), relations: [] };
  const grown = {
    ...second,
    mentions: [
      { spans: [{ start: 0, end: 4 }], type: 'Disease', concepts: [{ id: 'D010146' }], origin: 'user' },
    ],
  } as const;
  assert.equal(
    writeBack(source, [changed, grown]),
    `${file.replace('12\t0\t8\tNaproxen\tChemical\tD009288\r\n', '').replace('12\tCID\tD009288\tD014456\r\n', '')}\r\n13\t0\t4\tPain\tDisease\tD010146\r\n`,
  );
});

test('any document can be written: line breaks become spaces, offsets hold', () => {
  const document: AnnotatedDocument = {
    id: 'notes|1.txt',
    text: 'Naproxen\nIt caused\tstomach\r\nulcers.',
    passages: [],
    mentions: [
      {
        spans: [
          { start: 19, end: 26 },
          { start: 28, end: 34 },
        ],
        type: 'Disease',
        concepts: [],
        origin: 'predicted',
      },
    ],
    relations: [],
  };
  const file = writePubTator([document]);
  assert.equal(
    file,
    'notes/1.txt|t|Naproxen\nnotes/1.txt|a|It caused stomach  ulcers.\nnotes/1.txt\t19\t34\tstomach  ulcers\tDisease\t-1\n',
  );
  assert.deepEqual(readPubTator(file).problems, []);
});

test('a corpus is refused when nothing or less than 95 % of its mentions is usable', () => {
  const good = '1\t0\t4\tPain\tDisease\t-1\n';
  const corpus = (goodOnes: number, badOnes: number) =>
    readPubTator(`1|t|Pain\n${good.repeat(goodOnes)}${good.replace('Pain', 'Pine').repeat(badOnes)}`);
  assert.equal(whyUnusable(corpus(95, 5)), undefined);
  assert.match(whyUnusable(corpus(94, 6))!, /6 of its 100 mentions \(6 %\) do not fit/);
  assert.match(whyUnusable(corpus(0, 1))!, /none of its 1 mentions/);
  assert.match(whyUnusable(corpus(0, 0))!, /no mention/);
  assert.match(whyUnusable(readPubTator(''))!, /no document/);
});

test('a bad file of a megabyte takes far less than a quadratic reader would need', () => {
  for (const line of [
    '1\t0\t4\tPine\tDisease\t-1\n',
    'x',
    'x\n',
    '1|t|Pain\n',
    '\t',
    '|',
    '1\tCID\ta\tb\n',
    '\r',
  ]) {
    const file = `1|t|Pain\n${line.repeat(1_000_000 / line.length)}`;
    const seconds = cpuSeconds(() => void readPubTator(file));
    assert.ok(seconds < 5, `${JSON.stringify(line)} took ${seconds} s`);
  }
});

const counts = (documents: readonly AnnotatedDocument[], type: string) =>
  documents.flatMap(({ mentions }) => mentions).filter((mention) => mention.type === type).length;

for (const [name, chemicals, diseases, relations] of [
  ['bc5cdr/train', 5203, 4182, 1038],
  ['bc5cdr/dev', 5347, 4244, 1012],
] as const) {
  test(`${name} is read exactly and written back unit by unit`, { skip: unlessCorpus(name) }, () => {
    const { documents, problems } = roundTrip(readFileSync(corpusFile(name)!, 'utf8'));
    assert.deepEqual(problems, []);
    assert.equal(documents.length, 500);
    assert.equal(counts(documents, 'Chemical'), chemicals);
    assert.equal(counts(documents, 'Disease'), diseases);
    assert.equal(documents.flatMap((document) => document.relations).length, relations);
    assert.deepEqual(readPubTator(writePubTator(documents)).documents, documents);
  });
}

for (const [name, mentionCount, dropped, relationCount] of [
  ['ncbi-disease/train', 5133, 0, 0],
  ['biored/dev', 2685, 0, 936],
  ['chemdisgene-curated/all', 14226, 0, 3908],
  ['drugprot/dev', 18858, 0, 3761],
  ['tmvar3/train', 7267, 21, 0],
  ['gnormplus/train', 5703, 35, 0],
  ['nlmchem/test', 12411, 0, 0],
] as const) {
  test(`${name} is read sensibly and written back unit by unit`, { skip: unlessCorpus(name) }, () => {
    const read = roundTrip(readFileSync(corpusFile(name)!, 'utf8'));
    assert.equal(read.mentionCount, mentionCount);
    assert.equal(read.droppedMentions, dropped);
    assert.equal(read.documents.flatMap(({ relations }) => relations).length, relationCount);
    assert.equal(whyUnusable(read), undefined);
  });
}

test('ids as a corpus writes them, names of parts and novelty stay what they were', () => {
  const lines = [
    '7|t|Ovarian and breast cancer',
    '7|a|G35A.',
    '7\t0\t25\tOvarian and breast cancer\tDisease\tD010051+D001943\tovarian cancer|breast cancer',
    '7\t26\t30\tG35A\tVariant\t|SUB|G,A|35',
    '7\tAssociation\tD010051|D001943\t|SUB|G,A|35\tNovel',
  ];
  const { documents } = readPubTator(`${lines.join('\n')}\n`);
  assert.deepEqual(
    documents[0]!.mentions.map(({ concepts }) => concepts.map(({ id }) => id)),
    [['D010051', 'D001943'], ['|SUB|G,A|35']],
  );
  assert.deepEqual(documents[0]!.relations[0]!.attributes, { novel: 'Novel' });
  assert.equal(writePubTator(documents), `${lines.join('\n')}\n`);
  // Ids that a person changed are not hidden by what the file said before.
  const [first] = documents[0]!.mentions;
  const changed = { ...documents[0]!, mentions: [{ ...first!, concepts: [{ id: 'D010051' }] }] };
  assert.match(writePubTator([changed]), /\tDisease\tD010051\tovarian/);
});
