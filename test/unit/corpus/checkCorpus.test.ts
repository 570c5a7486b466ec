import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type CheckOptions, checkCorpus } from '../../../server/src/corpus/checkCorpus';
import type { CorpusReport, FindingPlace } from '../../../server/src/corpus/model';

const folder = mkdtempSync(join(tmpdir(), 'biogloss-check-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;

function file(content: string | Uint8Array): string {
  const path = join(folder, `${++written}.txt`);
  writeFileSync(path, content);
  return path;
}

/** Documents in PubTator form: a text with marks `«wording»:Type=ID`, and relations as `TYPE ID ID`, one document each. */
const pubtator = (
  ...documents: readonly (readonly [id: string, marked: string, ...relations: string[]])[]
): string =>
  documents.map(([id, marked, ...relations]) => documentLines(id, marked, relations).join('\n')).join('\n\n');

function documentLines(id: string, marked: string, relations: readonly string[]): string[] {
  const mark = /«([^»]*)»:([\w-]+)(?:=([\w:]+))?/g;
  let text = '';
  let read = 0;
  const mentions = [...marked.matchAll(mark)].map(
    ({ 0: all, 1: wording, 2: type, 3: concept = '-1', index }) => {
      text += marked.slice(read, index);
      read = index + all.length;
      const start = text.length;
      text += wording;
      return [id, start, text.length, wording, type, concept].join('\t');
    },
  );
  text += marked.slice(read);
  return [
    `${id}|t|${text}`,
    `${id}|a|`,
    ...mentions,
    ...relations.map((relation) => [id, ...relation.split(' ')].join('\t')),
  ];
}

interface Files {
  readonly train?: string;
  readonly dev?: string;
  readonly test?: string;
}

const check = (files: Files, options: CheckOptions = {}): Promise<CorpusReport> =>
  checkCorpus(Object.fromEntries(Object.entries(files).map(([split, content]) => [split, [file(content)]])), {
    rare: 0,
    ...options,
  });

const placesOf = ({ findings }: CorpusReport, kind: string): readonly FindingPlace[] =>
  findings.find((finding) => finding.kind === kind)?.places ?? [];
const kindsOf = ({ findings }: CorpusReport): string[] => findings.map(({ kind }) => kind);

const long = (topic: string) =>
  `The effects of ${topic} on the renal function of forty elderly patients with stable disease were studied over a period of two years in one hospital`;

test('types, relations and lengths are counted split by split', async () => {
  const { splits, files, usable } = await check({
    train: pubtator(
      ['1', '«Naproxen»:Chemical=D009288 causes «ulcers»:Disease=D014456.', 'CID D009288 D014456'],
      ['2', '«naproxen»:Chemical=D009288 and «aspirin»:Chemical heal nothing. Nor does rest.'],
    ),
    dev: pubtator(['3', 'No «ulcers»:Disease=D014456']),
  });
  const [train, dev] = splits;
  assert.ok(usable);
  assert.deepEqual(
    files.map(({ split, format, documents, mentions }) => [split, format, documents, mentions]),
    [
      ['train', 'pubtator', 2, 4],
      ['dev', 'pubtator', 1, 1],
    ],
  );
  assert.deepEqual(train.types, [
    { type: 'Chemical', mentions: 3, documents: 2, names: 2, concepts: 1, unlinked: 1 },
    { type: 'Disease', mentions: 1, documents: 1, names: 1, concepts: 1, unlinked: 0 },
  ]);
  assert.deepEqual(train.relations, [{ type: 'CID', count: 1, documents: 1 }]);
  assert.equal(train.concepts, 2);
  assert.deepEqual([train.words.least, train.words.most, train.words.total], [4, 10, 14]);
  assert.deepEqual([train.sentences.total, dev.sentences.total], [3, 1]);
});

test('a document of dev that stands in train is a leak, whatever its id and its spelling of marks', async () => {
  const text = long('«naproxen»:Chemical');
  const report = await check({
    train: pubtator(['1', long('«aspirin»:Chemical')], ['2', text]),
    dev: pubtator(
      ['77', `${text.toUpperCase().replace('»:CHEMICAL', '»:Chemical')}!`],
      ['78', 'Only «rest»:Chemical was given.'],
    ),
  });
  const [leak, ...others] = placesOf(report, 'leak');
  assert.equal(others.length, 0);
  assert.match(leak.message, /^the same text: document 77 and document 2 of train$/);
  assert.deepEqual([leak.line, leak.other?.line], [1, 5]);
});

test('an abstract in another version is a leak; a passage in common is worth a note', async () => {
  const half = long('«naproxen»:Chemical');
  const report = await check({
    train: pubtator(['1', `${half}. Blood was drawn every month and sent to one laboratory.`]),
    dev: pubtator(
      ['2', `Background: ${half}.`],
      [
        '3',
        `«Aspirin»:Chemical was given to others, and this is a text that goes on for a long time about all kinds of things, such as the renal function of forty elderly patients with stable disease were studied over, which nobody has written before, here or anywhere else in the whole wide world of reports`,
      ],
    ),
  });
  assert.deepEqual(
    placesOf(report, 'leak').map(({ document }) => document),
    ['2'],
  );
  const [passage] = placesOf(report, 'sharedPassage');
  assert.equal(passage.document, '3');
  assert.equal(
    passage.text,
    'the renal function of forty elderly patients with stable disease were studied over',
  );
});

test('headings that two splits have are no leak', async () => {
  const report = await check({
    train: pubtator(['1', 'Results'], ['2', '«Naproxen»:Chemical']),
    dev: pubtator(['3', 'Results'], ['4', '«Aspirin»:Chemical']),
  });
  assert.deepEqual(placesOf(report, 'leak'), []);
  assert.equal(placesOf(report, 'shortText').length, 1);
});

test('one id in two splits is a warning, unless ids count documents', async () => {
  const twice = (id: string) =>
    check({ train: pubtator([id, '«Naproxen»:Chemical']), dev: pubtator([id, 'Some «aspirin»:Chemical']) });
  assert.equal(placesOf(await twice('2339463'), 'sharedId').length, 1);
  const counter = await twice('12');
  assert.deepEqual(placesOf(counter, 'sharedId'), []);
  assert.equal(placesOf(counter, 'repeatedId').length, 1);
});

const base = {
  name: 'default',
  guidelines: [{ name: 'own', entityTypes: ['Chemical', 'Disease'] }],
  relationTypes: ['CID'],
  sequenceWords: 20,
};

test('labels are compared with those of the base model', async () => {
  const report = await check(
    {
      train: pubtator(
        ['1', '«Naproxen»:chemicals=C1 in the «liver»:Anatomy=A1', 'CID C1 A1', 'ACTS_ON C1 A1'],
        ['2', '«ChemX»:ChemicalEntity'],
      ),
      dev: pubtator(['3', '«TNF»:Gene']),
    },
    { base },
  );
  assert.deepEqual(
    placesOf(report, 'renamedType').map(({ message }) => message),
    ['Chemical in the model'],
  );
  assert.deepEqual(
    placesOf(report, 'newType').map(({ message }) => message),
    ['new', 'new; the model has Chemical', 'new'],
  );
  assert.deepEqual(
    placesOf(report, 'newRelation').map(({ text }) => text),
    ['ACTS_ON'],
  );
  assert.deepEqual(
    placesOf(report, 'missingType').map(({ text }) => text),
    ['Chemical', 'Disease'],
  );
  assert.deepEqual(
    placesOf(report, 'untaughtType').map(({ text }) => text),
    ['Gene'],
  );
});

test('types that the model marks and the corpus does not are those of all guidelines that it marks by, and are kept', async () => {
  const guidelines = [
    { name: 'first', entityTypes: ['Chemical'] },
    { name: 'other', entityTypes: ['Species'] },
    { name: 'genes', entityTypes: ['Gene', 'Chemical'] },
  ];
  const train = pubtator(['1', 'the «liver»:Anatomy']);
  const missing = async (model: object) => {
    const { findings } = await check({ train }, { base: { ...base, guidelines, ...model } });
    return findings.find(({ kind }) => kind === 'missingType')!;
  };
  const ofFirst = await missing({});
  assert.deepEqual(
    ofFirst.places.map(({ text }) => text),
    ['Chemical'],
  );
  assert.equal(ofFirst.severity, 'note');
  assert.match(ofFirst.message, /the fine-tuned model marks it, too/);
  const ofBoth = await missing({ marks: ['genes', 'first'] });
  assert.deepEqual(
    ofBoth.places.map(({ text }) => text),
    ['Chemical', 'Gene'],
  );
});

test('offsets that do not fit are located, and more than 5 % of them refuse the file', async () => {
  const good = Array.from({ length: 30 }, (_, i) => [`${i}`, `«Drug${i}»:Chemical helps`] as const);
  const bad = '99|t|Aspirin helps\n99|a|\n99\t1\t8\tAspirin\tChemical\t-1\n';
  const tolerated = await check({ train: `${pubtator(...good)}\n\n${bad}` });
  assert.ok(tolerated.usable);
  const [problem] = placesOf(tolerated, 'misread');
  assert.match(problem.message, /the offsets 0–7 would fit/);
  assert.equal(problem.line, 30 * 4 + 3);
  const refused = await check({ train: `${pubtator(...good.slice(0, 5))}\n\n${bad}` });
  assert.ok(!refused.usable);
  assert.match(refused.files[0].refused ?? '', /1 of its 6 mentions .* more than 5 %/);
  assert.equal(refused.findings[0].kind, 'refused');
});

test('files that hold nothing to read are refused, each in a sentence', async () => {
  const paths = [
    file(''),
    file('  \n'),
    file(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1])),
    file('Some prose.'),
    join(folder, 'missing.txt'),
  ];
  const { files, usable, splits } = await checkCorpus({ train: paths });
  assert.ok(!usable);
  assert.equal(splits[0].documents, 1);
  const reasons = [/is empty/, /nothing but blanks/, /is not text/, /hold no mention/, /does not exist/];
  for (const [at, reason] of reasons.entries()) assert.match(files[at].refused ?? '', reason);
});

test('relations of ids that no mention has are told, with what is missing', async () => {
  const report = await check({
    train: pubtator(['1', '«Naproxen»:Chemical=C1 and «ulcers»:Disease=D1', 'CID C1 D1', 'CID C1 D9']),
  });
  const places = placesOf(report, 'relationEnd');
  assert.equal(places.length, 1);
  assert.deepEqual([places[0].line, places[0].text], [6, 'D9']);
});

test('ids are looked up, type by type', async () => {
  const report = await check(
    {
      train: pubtator([
        '1',
        '«Naproxen»:Chemical=D009288 «aspirin»:Chemical=D999999 «Aspirin»:Chemical=D999999 «TNF»:Gene=7124',
      ]),
    },
    { isKnownConcept: (id) => id === 'MESH:D009288' },
  );
  assert.deepEqual(
    placesOf(report, 'unknownId').map(({ text, message }) => [text, message]),
    [['D999999', 'Chemical, in 2 mentions']],
  );
  assert.match(placesOf(report, 'foreignIds')[0].message, /^1 id in 1 mention, the first is 7124$/);
});

test('a name that is marked here and not there is told, both places with it', async () => {
  const report = await check({
    train: pubtator(
      ['1', '«Naproxen»:Chemical and naproxen sodium, then «naproxen»:Chemical'],
      ['2', 'With «naproxen sodium»:Chemical. It was AID, not «AIDS»:Disease, that aids the poor.'],
    ),
  });
  const [place, ...others] = placesOf(report, 'unmarkedName');
  assert.equal(others.length, 0, JSON.stringify(others));
  assert.equal(place.text, 'naproxen sodium');
  assert.deepEqual([place.line, place.column], [1, 5 + 'Naproxen and '.length]);
  assert.equal(place.other?.line, 8);
});

test('names of several types are told', async () => {
  const report = await check({
    train: pubtator(['1', '«insulin»:Gene «insulin»:Gene «insulin»:Chemical «water»:Chemical']),
  });
  assert.deepEqual(
    placesOf(report, 'severalTypes').map(({ text, message }) => [text, message]),
    [['insulin', 'Gene 2 times, Chemical 1 time']],
  );
});

test('mentions in the way of others, and edges inside words, are told', async () => {
  const lines = ['1|t|ovarian cancers and naproxens', '1|a|'];
  const mention = (start: number, end: number, words: string) => `1\t${start}\t${end}\t${words}\tDisease\t-1`;
  const report = await check({
    train: [
      ...lines,
      mention(0, 15, 'ovarian cancers'),
      mention(8, 15, 'cancers'),
      mention(8, 19, 'cancers and'),
      mention(8, 19, 'cancers and'),
      mention(20, 28, 'naproxen'),
    ].join('\n'),
  });
  assert.deepEqual(report.splits[0].shapes, { interrupted: 0, nested: 1, crossing: 1, doubled: 1 });
  assert.deepEqual(
    placesOf(report, 'edge').map(({ text, message }) => [text, message]),
    [['naproxen', 'Disease that ends inside a word']],
  );
});

test('what is longer than the model reads at once is told, the longest first', async () => {
  const words = (n: number) => Array.from({ length: n }, (_, i) => `w${i}`).join(' ');
  const report = await check(
    { train: pubtator(['1', `«Naproxen»:Chemical ${words(10)}`], ['2', `«Naproxen»:Chemical ${words(12)}`]) },
    { base },
  );
  assert.deepEqual(
    placesOf(report, 'longDocument').map(({ message }) => message),
    ['document 2: 25 words', 'document 1: 21 words'],
  );
});

test('types with few mentions to learn from are told', async () => {
  const report = await check(
    { train: pubtator(['1', '«a»:Chemical «b»:Chemical «c»:Disease']), dev: pubtator(['2', '«d»:Disease']) },
    { rare: 2 },
  );
  assert.deepEqual(
    placesOf(report, 'rareType').map(({ message }) => message),
    ['1 mention'],
  );
});

test('without a dev file documents are held out as training does it, versions of one text together', async () => {
  const text = (i: number) =>
    `«drug${i}»:Chemical ${Array.from({ length: 20 }, (_, word) => `w${i}x${word}`).join(' ')}`;
  const documents = Array.from({ length: 30 }, (_, i) => [`${1000000 + i}`, text(i % 15)] as const);
  const report = await check({ train: pubtator(...documents) }, { seed: 3, share: 0.2 });
  const ids = report.heldOut?.ids ?? [];
  assert.equal(ids.length, 6);
  const drugs = ids.map((id) => (Number(id) - 1000000) % 15).sort((a, b) => a - b);
  for (let i = 0; i < drugs.length; i += 2) assert.equal(drugs[i], drugs[i + 1]);
  assert.deepEqual(
    report.splits.map(({ split, documents }) => [split, documents]),
    [
      ['train', 24],
      ['dev', 6],
    ],
  );
  assert.ok(!kindsOf(report).includes('leak'), kindsOf(report).join());
});

test('reports that all follow one pattern are drawn one by one', async () => {
  const documents = Array.from({ length: 30 }, (_, i) => [`${i}`, long(`«drug${i}»:Chemical`)] as const);
  const report = await check({ train: pubtator(...documents) });
  assert.equal(report.heldOut?.ids.length, 3);
});

test('a check can be stopped', async () => {
  const stopping = new AbortController();
  const reason = new Error('enough');
  const progress = () => stopping.abort(reason);
  await assert.rejects(
    check({ train: pubtator(['1', '«a»:Chemical']) }, { signal: stopping.signal, progress }),
    reason,
  );
});
