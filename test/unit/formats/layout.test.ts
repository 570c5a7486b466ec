import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CorpusFile } from '../../../server/src/formats/layout/corpusFile';
import type { DocumentLayout } from '../../../server/src/formats/layout/layout';
import { formatById, readFile } from '../../../server/src/formats/registry';
import { corpusFile, unlessCorpus } from '../../corpora';
import { annotated } from '../../support/annotated';
import { languageOf } from '../../support/corpusLanguage';

const documents = [
  annotated(
    '«Naproxen»:Chemical=D009288 & «"ulcers"»:Disease=D014456: 🙂 «β-thalassemia»:Disease=D017086 <b>\nagain',
    'D009288 CID D014456',
  ),
  { ...annotated('No marks\there.'), id: 'second' },
  {
    ...annotated('«Aspirin»:Chemical=D001241 and «bleeding»:Disease=D006470.', 'D001241 CID D006470'),
    id: '3',
  },
];

const open = (id: string, text: string, beside?: string) =>
  new CorpusFile(languageOf(id), text, { name: 'notes', text: beside });

const layoutsOf = (file: CorpusFile): DocumentLayout[] => file.stretches.map((each) => each.layout());

/** What a stretch says of each mention: the words at its places in the file. */
function wordsInFile(file: CorpusFile): string[] {
  return file.stretches.flatMap((stretch) => {
    const { document, text } = stretch.layout();
    const source = file.text.slice(stretch.start, stretch.end);
    return (document?.mentions ?? []).map(({ spans }) =>
      spans.flatMap((span) => text.inFile(span).map(({ start, end }) => source.slice(start, end))).join(' '),
    );
  });
}

/** What each annotation's own statement says. */
const statementsOf = (file: CorpusFile): string[] =>
  file.stretches.flatMap((stretch) => {
    const { document, statements } = stretch.layout();
    return [...(document?.mentions ?? []), ...(document?.relations ?? [])].map((annotation) => {
      const own = statements.filter((each) => each.annotation === annotation);
      assert.equal(own.length, 1, `one statement of ${JSON.stringify(annotation)}`);
      return file.text.slice(stretch.start + own[0].span.start, stretch.start + own[0].span.end);
    });
  });

const idsOf = (file: CorpusFile): string[] =>
  file.stretches.flatMap((stretch) =>
    stretch.layout().statements.flatMap(({ ids }) =>
      ids.map(({ id, span }) => {
        assert.equal(file.text.slice(stretch.start + span.start, stretch.start + span.end), id);
        return id;
      }),
    ),
  );

for (const id of ['pubtator', 'jsonl', 'bioc-json', 'bioc-xml', 'conll']) {
  test(`${id}: read stretch by stretch, a file says what it says as a whole, and where`, () => {
    const source = formatById(id)!.write!(documents);
    const file = open(id, source);
    const read = readFile({ name: 'notes', text: source }, formatById(id));
    assert.deepEqual(
      layoutsOf(file).map(({ document }) => document),
      read.documents,
    );
    assert.deepEqual(
      layoutsOf(file).flatMap(({ problems }) => problems),
      [],
    );
    const statements = statementsOf(file);
    assert.equal(statements.length, id === 'conll' ? 5 : 7);
    assert.match(statements[0], /Naproxen|"offset"|start|location/);
    assert.deepEqual(file.frameProblems, []);
    if (id === 'conll') return;
    assert.deepEqual(new Set(idsOf(file)), new Set(['D009288', 'D014456', 'D017086', 'D001241', 'D006470']));
  });
}

test('the places of a mention are its words, with the escapes of the format', () => {
  const words = (id: string) => wordsInFile(open(id, formatById(id)!.write!(documents)));
  const plain = ['Naproxen', '"ulcers"', 'β-thalassemia', 'Aspirin', 'bleeding'];
  assert.deepEqual(words('pubtator'), plain);
  assert.deepEqual(words('jsonl'), plain.with(1, '\\"ulcers\\"'));
  assert.deepEqual(words('bioc-json'), plain.with(1, '\\"ulcers\\"'));
  assert.deepEqual(words('bioc-xml'), plain.with(1, '&quot;ulcers&quot;'));
  assert.deepEqual(words('conll'), plain.with(1, '" ulcers "').with(2, 'β - thalassemia'));
});

test('brat: lines, names and what refers to them, with the text of the file beside', () => {
  const [text, annotations] = formatById('brat')!.writeFolder!(documents.slice(0, 1));
  const file = open('brat', annotations.text, text.text);
  assert.equal(statementsOf(file).length, 4);
  const { statements, problems } = file.stretches[0].layout();
  assert.deepEqual(problems, []);
  const relation = statements.find(({ kind }) => kind === 'relation');
  assert.deepEqual(
    relation?.targets.map(({ name }) => name),
    ['T1', 'T2'],
  );
  assert.match(open('brat', annotations.text).stretches[0].layout().problems[0].message, /notes\.txt/);
});

test('brat: the id on a line of a normalisation is that of its mention, with or without the database that brat needs', () => {
  const [text, annotations] = formatById('brat')!.writeFolder!(documents.slice(2));
  assert.match(annotations.text, /^N1\tReference T1 MESH:D001241\t/m);
  const { document, statements } = open('brat', annotations.text, text.text).stretches[0].layout();
  assert.equal(document?.mentions[0]?.concepts[0]?.id, 'D001241');
  const [id] = statements.flatMap(({ ids }) => ids);
  assert.equal(id?.id, 'D001241');
  assert.equal(annotations.text.slice(id.span.start, id.span.end), 'D001241');
  const named = annotations.text.replace(/^.*bareMesh.*\n/m, '');
  const [whole] = open('brat', named, text.text)
    .stretches[0].layout()
    .statements.flatMap(({ ids }) => ids);
  assert.equal(whole?.id, 'MESH:D001241');
});

/** A file with one mention that is two characters off, and what mending it makes of the file. */
function mended(id: string, source: string, beside?: string): string {
  const file = open(id, source, beside);
  const [stretch] = file.stretches;
  const [problem] = stretch.layout().problems;
  assert.ok(problem?.mending, `a mending of ${JSON.stringify(problem)}`);
  const changes = [...problem.mending.changes].sort((a, b) => b.span.start - a.span.start);
  return changes.reduce(
    (text, { span, newText }) =>
      text.slice(0, stretch.start + span.start) + newText + text.slice(stretch.start + span.end),
    source,
  );
}

test('wrong offsets are mended where they stand, in every format that has them', () => {
  const cases: readonly (readonly [id: string, right: string, wrong: string, beside?: string])[] = [
    [
      'pubtator',
      '1|t|Naproxen\n1\t0\t8\tNaproxen\tChemical\tD9\n',
      '1|t|Naproxen\n1\t2\t10\tNaproxen\tChemical\tD9\n',
    ],
    ['brat', 'T1\tChemical 6 14\tNaproxen\n', 'T1\tChemical 2 10\tNaproxen\n', '🙂 and Naproxen'],
    [
      'jsonl',
      '{"text":"a Naproxen","spans":[{"start":2,"end":10,"label":"C","text":"Naproxen"}]}',
      '{"text":"a Naproxen","spans":[{"start":1,"end":9,"label":"C","text":"Naproxen"}]}',
    ],
    [
      'bioc-xml',
      '<collection><document><id>1</id><passage><offset>5</offset><text>a &lt; Naproxen</text><annotation id="1"><infon key="type">C</infon><location offset="9" length="8"/><text>Naproxen</text></annotation></passage></document></collection>',
      '<collection><document><id>1</id><passage><offset>5</offset><text>a &lt; Naproxen</text><annotation id="1"><infon key="type">C</infon><location offset="7" length="9"/><text>Naproxen</text></annotation></passage></document></collection>',
    ],
    [
      'bioc-json',
      '{"documents":[{"id":"1","passages":[{"offset":5,"text":"a Naproxen","annotations":[{"id":"1","infons":{"type":"C"},"text":"Naproxen","locations":[{"offset":7,"length":8}]}]}]}]}',
      '{"documents":[{"id":"1","passages":[{"offset":5,"text":"a Naproxen","annotations":[{"id":"1","infons":{"type":"C"},"text":"Naproxen","locations":[{"offset":5,"length":9}]}]}]}]}',
    ],
  ];
  for (const [id, right, wrong, beside] of cases) assert.equal(mended(id, wrong, beside), right, id);
});

test('what is around the documents is found fault with where it is wrong', () => {
  const json = formatById('bioc-json')!.write!(documents);
  const cut = json.slice(0, json.lastIndexOf(']'));
  assert.equal(open('bioc-json', cut).frameProblems.length, 1);
  const comma = json.replace(/,(\s*\{\s*"id": "second")/, '$1');
  assert.notEqual(comma, json);
  const [problem] = open('bioc-json', comma).frameProblems;
  assert.match(comma.slice(problem.span.start), /^\s*\{\s*"id": "second"/);
  const xml = formatById('bioc-xml')!.write!(documents).replace('</collection>', '');
  assert.equal(open('bioc-xml', xml).frameProblems.length, 1);
});

test('a file that was cut short anywhere is read as far as it goes', () => {
  for (const id of ['pubtator', 'jsonl', 'bioc-json', 'bioc-xml', 'conll']) {
    const source = formatById(id)!.write!(documents);
    for (let length = 0; length < source.length; length += 7) {
      const file = open(id, source.slice(0, length));
      const told = layoutsOf(file).flatMap(({ problems }) => problems);
      for (const { span } of [...told, ...file.frameProblems])
        assert.ok(span.start >= 0 && span.end <= length && span.start <= span.end, `${id} at ${length}`);
    }
  }
});

test('a sign that is typed anywhere is no exception', () => {
  for (const id of ['pubtator', 'jsonl', 'bioc-json', 'bioc-xml', 'conll']) {
    const source = formatById(id)!.write!(documents);
    for (const sign of ['\\', '"', '{', ']', '<', '\t'])
      for (let at = 0; at < source.length; at += 11) {
        const file = open(id, source.slice(0, at) + sign + source.slice(at));
        for (const { span } of layoutsOf(file).flatMap(({ problems }) => problems))
          assert.ok(span.start >= 0 && span.start <= span.end, `${id}: ${sign} at ${at}`);
        const { stretches } = file;
        for (const [index, { start }] of stretches.entries())
          assert.ok(index === 0 || start >= stretches[index - 1].end, `${id}: ${sign} at ${at}`);
      }
  }
});

test('a file of another encoding, a binary one and one of other brackets are told, and no exception', () => {
  const binary = Array.from({ length: 5_000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join(
    '',
  );
  const hostile = [
    binary,
    `\uFEFF${binary}`,
    '\uFFFD'.repeat(1_000),
    '1|t|\0\n1\t0\t1\t\0\tX\n',
    '{'.repeat(20_000),
    '{"passages":'.repeat(2_000),
    '['.repeat(20_000),
    '<document>'.repeat(3_000),
    '<!DOCTYPE collection [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><collection><document><id>&b;</id></document></collection>',
    '{"text":"a","spans":[{"start":-1,"end":1e9,"label":"x"}],"relations":[null,1,[]]}',
    '{"documents":[{"passages":[{"offset":-5,"text":null,"annotations":[{"locations":[{"offset":"x"}]}]}]}]}',
    'T1\tX 999999999999999 999999999999999\tx\nR1\tX Arg1:R1 Arg2:R1\nN1\tReference N1 N1\n',
  ];
  for (const id of ['pubtator', 'jsonl', 'bioc-json', 'bioc-xml', 'conll', 'brat'])
    for (const source of hostile) {
      const file = open(id, source, 'text');
      for (const { span } of [...layoutsOf(file).flatMap(({ problems }) => problems), ...file.frameProblems])
        assert.ok(span.start >= 0 && span.end <= source.length, `${id}: ${source.slice(0, 40)}`);
    }
});

for (const name of ['bc5cdr/dev', 'ncbi-disease/dev', 'biored/dev'])
  test(`every annotation of ${name} has its line`, { skip: unlessCorpus(name) }, () => {
    const source = readFileSync(corpusFile(name)!, 'utf8');
    const file = open('pubtator', source);
    const { documents } = readFile({ name: '', text: source });
    assert.deepEqual(
      layoutsOf(file).map(({ document }) => document),
      documents,
    );
    statementsOf(file);
    assert.deepEqual(
      wordsInFile(file),
      documents.flatMap(({ text, mentions }) =>
        mentions.map(({ spans: [{ start, end }] }) => text.slice(start, end)),
      ),
    );
  });
