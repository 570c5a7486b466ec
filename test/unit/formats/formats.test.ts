import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnotatedDocument, Relation } from '../../../server/src/annotation/model';
import { readPubTator } from '../../../server/src/formats/pubtator/read';
import { detectFormat, formatById, formats, readFile } from '../../../server/src/formats/registry';

/** A document with everything that formats differ in: an emoji, composite concepts, an interrupted mention, a relation. */
const document: AnnotatedDocument = {
  id: '12',
  text: '🙂 Naproxen, ulcers & co. It "caused" bleeding <and> pain.',
  passages: [
    { kind: 'title', span: { start: 0, end: 25 }, prose: [{ start: 0, end: 25 }] },
    { kind: 'abstract', span: { start: 26, end: 58 }, prose: [{ start: 26, end: 58 }] },
  ],
  mentions: [
    { spans: [{ start: 3, end: 11 }], type: 'Chemical', concepts: [{ id: 'MESH:D009288' }], origin: 'gold' },
    {
      spans: [{ start: 13, end: 19 }],
      type: 'Disease',
      concepts: [{ id: 'MESH:D014456' }, { id: 'MESH:D006470' }],
      origin: 'gold',
    },
    {
      spans: [
        { start: 38, end: 46 },
        { start: 53, end: 57 },
      ],
      type: 'Disease',
      concepts: [{ id: 'MESH:D006470' }],
      origin: 'gold',
    },
  ],
  relations: [{ type: 'CID', subject: 'MESH:D009288', object: 'MESH:D014456', evidence: [], origin: 'gold' }],
};

const write = (id: string, documents: readonly AnnotatedDocument[] = [document]): string =>
  formatById(id)!.write!(documents);
const read = (id: string, text: string) => readFile({ name: 'a', text }, formatById(id)!);

/** The document without the gaps of its interrupted mention, for formats that have none. */
const joined: AnnotatedDocument = {
  ...document,
  mentions: document.mentions.map((mention) => ({
    ...mention,
    spans: [{ start: mention.spans[0].start, end: mention.spans.at(-1)!.end }],
  })),
};

test('json keeps everything, whoever said it and how sure it was', () => {
  const scored: AnnotatedDocument = {
    ...document,
    mentions: document.mentions.map((mention) => ({ ...mention, score: 0.75, origin: 'user' })),
    relations: [
      {
        ...document.relations[0]!,
        score: 0.5,
        negated: true,
        origin: 'predicted',
        evidence: [
          {
            sentence: { start: 26, end: 58 },
            subject: { start: 3, end: 11 },
            object: { start: 38, end: 46 },
            score: 0.25,
          },
        ],
      },
    ],
  };
  assert.deepEqual(read('json', write('json', [scored])).documents, [scored]);
});

for (const id of ['bioc-json', 'bioc-xml']) {
  test(`${id} keeps passages, interrupted mentions, concepts and relations`, () => {
    const { documents, problems } = read(id, write(id));
    assert.deepEqual(problems, []);
    const [{ passages, ...found }] = documents as [AnnotatedDocument];
    const { passages: expected, ...others } = document;
    assert.deepEqual(found, others);
    assert.deepEqual(
      passages.map(({ span }) => span),
      expected.map(({ span }) => span),
    );
  });
}

test('jsonl counts code points, keeps concepts and relations', () => {
  const lines = write('jsonl', [document, document]);
  assert.equal(lines.split('\n').length, 3);
  assert.deepEqual(JSON.parse(lines.split('\n')[0]!).spans[0], {
    start: 2,
    end: 10,
    label: 'Chemical',
    text: 'Naproxen',
    kb_id: 'MESH:D009288',
  });
  const { documents, problems } = read('jsonl', lines);
  assert.deepEqual(problems, []);
  assert.deepEqual(documents[0], document);
});

test('jsonl reads doccano as well, and tells what does not fit', () => {
  const { documents, problems, droppedMentions } = read(
    'jsonl',
    '{"id": 7, "text": "Pain", "label": [[0, 4, "Disease"], [2, 9, "Disease"]]}\nnot json\n{"id": 8}\n',
  );
  assert.deepEqual(
    documents[0]!.mentions.map(({ spans }) => spans),
    [[{ start: 0, end: 4 }]],
  );
  assert.equal(documents[0]!.id, '7');
  assert.deepEqual([droppedMentions, problems.map(({ line }) => line)], [1, [1, 2, 3]]);
});

test('brat keeps interrupted mentions, concepts and relations, in files named by the id', () => {
  const files = formatById('brat')!.writeFolder!([document]);
  assert.deepEqual(
    files.map(({ name }) => name),
    ['12.txt', '12.ann'],
  );
  assert.match(files[1]!.text, /^T3\tDisease 37 45;52 56\tbleeding pain$/m);
  const { documents, problems } = formatById('brat')!.readFolder!(files);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    [documents[0]!.mentions, documents[0]!.relations],
    [document.mentions, document.relations],
  );
});

test('a brat relation says its concepts in a note, where no mention names them alone, too', () => {
  const composite: AnnotatedDocument = {
    ...document,
    relations: [
      { ...document.relations[0]!, object: 'MESH:D014456', attributes: { novel: 'No' } },
      { ...document.relations[0]!, object: 'MESH:D000000' },
    ],
  };
  const files = formatById('brat')!.writeFolder!([composite]);
  assert.match(
    files[1]!.text,
    /^R1\tCID Arg1:T1 Arg2:T2\n#1\tConcepts R1\tMESH:D009288 MESH:D014456\n#2\tBioGloss R1\t\{"attributes":\{"novel":"No"\}\}$/m,
  );
  assert.deepEqual(formatById('brat')!.readFolder!(files).documents[0]!.relations, composite.relations);
});

test("brat's attributes and notes, BioC's infons, and further fields of JSON lines are attributes", () => {
  const brat = formatById('brat')!.readFolder!([
    { name: 'a.txt', text: 'No ulcers.' },
    {
      name: 'a.ann',
      text: 'T1\tDisease 3 9\tulcers\nA1\tNegation T1\nA2\tConfidence T1 low\n#1\tAnnotatorNotes T1\tsee title\n',
    },
  ]);
  assert.deepEqual(brat.problems, []);
  const expected = { Negation: '', Confidence: 'low', note: 'see title' };
  assert.deepEqual(brat.documents[0]!.mentions[0]!.attributes, expected);
  assert.match(
    formatById('brat')!.writeFolder!(brat.documents)[1]!.text,
    /^A1\tNegation T1\nA2\tConfidence T1 low\n/m,
  );
  const row = {
    text: 'No ulcers.',
    answer: 'accept',
    spans: [{ start: 3, end: 9, label: 'Disease', source: 'x', token_start: 1 }],
  };
  const [prodigy] = read('jsonl', JSON.stringify(row)).documents;
  assert.deepEqual(
    [prodigy!.attributes, prodigy!.mentions[0]!.attributes],
    [{ answer: 'accept' }, { source: 'x' }],
  );
  const bioc = read(
    'bioc-xml',
    write('bioc-xml', brat.documents).replace('<text>', '<infon key="section_type">RESULTS</infon><text>'),
  );
  assert.deepEqual(bioc.documents[0]!.mentions[0]!.attributes, expected);
});

test('relations of Prodigy and doccano, between spans, become those of their concepts', () => {
  const spans = [
    { start: 0, end: 8, label: 'Chemical', kb_id: 'MESH:D009288' },
    { start: 16, end: 22, label: 'Disease' },
  ];
  const prodigy = {
    text: 'Naproxen caused ulcers',
    spans,
    relations: [{ head_span: spans[0], child_span: spans[1], label: 'CID' }],
  };
  const doccano = {
    text: 'Naproxen caused ulcers',
    entities: [
      { id: 4, label: 'Chemical', start_offset: 0, end_offset: 8 },
      { id: 5, label: 'Disease', start_offset: 16, end_offset: 22 },
    ],
    relations: [{ id: 1, from_id: 4, to_id: 5, type: 'CID' }],
  };
  const { documents, problems } = read('jsonl', `${JSON.stringify(prodigy)}\n${JSON.stringify(doccano)}\n`);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    documents.map(({ relations: [relation] }) => [relation!.subject, relation!.object]),
    [
      ['MESH:D009288', 'text:ulcers'],
      ['text:naproxen', 'text:ulcers'],
    ],
  );
  assert.deepEqual(documents[0]!.mentions[1]!.concepts, [{ id: 'text:ulcers' }]);
});

test('conll keeps a mention that goes on over what looks like the end of a sentence', () => {
  const text = 'It has p. Glu104X in it.';
  const span = { start: 7, end: 17 };
  const variant: AnnotatedDocument = {
    id: '1',
    text,
    passages: [{ kind: 'abstract', span: { start: 0, end: 24 }, prose: [{ start: 0, end: 24 }] }],
    mentions: [{ spans: [span], type: 'Variant', concepts: [], origin: 'gold' }],
    relations: [],
  };
  const [{ mentions }] = read('conll', write('conll', [variant])).documents as [AnnotatedDocument];
  assert.equal(mentions.length, 1);
});

test('brat relations of mentions become relations of the document; what is not understood is told', () => {
  const { documents, problems } = formatById('brat')!.readFolder!([
    { name: 'sub/a.txt', text: 'Naproxen\nulcers' },
    {
      name: 'sub/a.ann',
      text: 'R1\tCauses Arg1:T1 Arg2:T2\nT1\tChemical 0 8\tNaproxen\nT2\tDisease 9 15\tulcers\nN1\tReference T1 MESH:D009288\tNaproxen\nE1\tEvent:T1\nT3\tDisease 9 99\tulcers\nR2\tCauses Arg1:T1 Arg2:T9\n',
    },
    { name: 'lonely.ann', text: '' },
  ]);
  assert.equal(documents[0]!.id, 'sub/a');
  assert.deepEqual(
    documents[0]!.relations.map(({ subject, object }) => [subject, object]),
    [['MESH:D009288', 'text:ulcers']],
  );
  assert.deepEqual(
    problems.map(({ line }) => line),
    [6, 5, 7, undefined],
  );
});

test('of two brat annotations of one name the second is told and left out', () => {
  const { documents, problems, droppedMentions } = formatById('brat')!.readFolder!([
    { name: 'a.txt', text: 'Naproxen caused ulcers.' },
    { name: 'a.ann', text: 'T1\tChemical 0 8\tNaproxen\nT1\tDisease 16 22\tulcers\n' },
  ]);
  assert.deepEqual([documents[0]!.mentions.map(({ type }) => type), droppedMentions], [['Chemical'], 1]);
  assert.match(problems[0]!.message, /a\.ann: T1 is left out: another annotation has that name/);
});

test('brat files never leave their folder, whatever the id', () => {
  const ids = [
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\x',
    '..',
    '.',
    '',
    'a/b',
    'A/B',
    '.hidden',
    'nul\u0000',
    'é🙂',
    'same',
    'same',
    'Same',
  ];
  const names = formatById('brat')!.writeFolder!(ids.map((id) => ({ ...document, id }))).map(
    ({ name }) => name,
  );
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, 2 * ids.length);
  for (const name of names) assert.match(name, /^[^/\\\0:.][^/\\\0:]*\.(txt|ann)$/);
  const back = formatById('brat')!.readFolder!(
    formatById('brat')!.writeFolder!(ids.slice(0, 11).map((id) => ({ ...document, id }))),
  );
  assert.deepEqual(
    back.documents.map(({ id }) => id),
    ids.slice(0, 11),
  );
});

test('conll tags words exactly, even where a mention ends inside one', () => {
  const inside: AnnotatedDocument = {
    ...joined,
    mentions: [
      ...joined.mentions,
      { spans: [{ start: 29, end: 33 }], type: 'Disease', concepts: [], origin: 'gold' },
    ],
  };
  assert.match(
    write('conll', [joined]),
    /^-DOCSTART-\t12\n\n🙂\tO\nNaproxen\tB-Chemical\n,\tO\nulcers\tB-Disease\n/,
  );
  assert.match(write('conll', [inside]), /bleeding\tB-Disease\n<\tI-Disease\nand\tI-Disease\n/);
  const { documents } = read('conll', write('conll', [joined, joined]));
  assert.deepEqual(
    documents.map(({ id, mentions }) => [id, mentions.map(({ type }) => type)]),
    [
      ['12', ['Chemical', 'Disease', 'Disease']],
      ['12', ['Chemical', 'Disease', 'Disease']],
    ],
  );
});

test('conll reads IOB1 and BIOES, and takes each sentence for a document where none is marked', () => {
  const { documents } = read(
    'conll',
    'a\tNN\tS-X\nb\tNN\tB-X\nc\tNN\tE-X\nd\tNN\tI-X\n\ne\tO\nf\tI-Y\ng\tI-Y\n',
  );
  const found = documents.map(({ text, mentions }) =>
    mentions.map(({ spans }) => text.slice(spans[0].start, spans[0].end)),
  );
  assert.deepEqual(found, [['a', 'b c', 'd'], ['f g']]);
});

test('csv quotes what needs it', () => {
  const [, first, , third, relation] = write('csv').split('\r\n');
  assert.equal(first, '12,mention,Chemical,2,10,Naproxen,MESH:D009288,,,,gold');
  assert.match(third!, /^12,mention,Disease,37,56,bleeding pain,/);
  assert.equal(relation, '12,relation,CID,,,,,MESH:D009288,MESH:D014456,,gold');
  assert.match(write('csv', [{ ...document, id: 'a,"b"' }]), /^"a,""b""",mention/m);
});

test('pretty marks mentions and lists relations; colours only when asked; nothing in a text steers the terminal', () => {
  const shown = write('pretty');
  assert.match(shown, /^🙂 \[Naproxen\]Chemical, \[ulcers\]Disease & co\./m);
  assert.match(shown, /^Naproxen +CID +ulcers$/m);
  assert.doesNotMatch(shown, /\u001b/);
  const coloured = formatById('pretty')!.write!(
    [{ ...document, text: document.text.replace('co.', '\u001b[2J') }],
    { coloured: true },
  );
  assert.match(coloured, /\u001b\[1;36m\[Naproxen\]\u001b\[0m/);
  assert.doesNotMatch(coloured, /\u001b\[2J/);
});

test('content tells the format', () => {
  for (const id of ['pubtator', 'bioc-xml', 'bioc-json', 'json', 'jsonl', 'conll', 'web-annotation'])
    assert.equal(detectFormat(write(id)).id, id);
  assert.equal(detectFormat('# Naproxen\n\nIt causes ulcers.').id, 'markdown');
  assert.equal(detectFormat('Naproxen causes ulcers.\n\n- so it does').id, 'text');
  assert.equal(detectFormat('').id, 'text');
  assert.equal(detectFormat('The patient has blood type O').id, 'text');
  assert.equal(detectFormat('Images\tO\n\nFigure\tO\n1\tB-X\n').id, 'conll');
});

test('XML: no entity is expanded, a broken end keeps what came before', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE collection [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<collection><document><id>1</id><passage><offset>0</offset><text>Pain</text></passage></document>
<document><id>&b;</id><passage><offset>0</offset><text>&x;</text></passage></document></collection>`;
  const { documents, problems } = read('bioc-xml', bomb);
  assert.deepEqual(
    documents.map(({ text }) => text),
    ['Pain'],
  );
  assert.equal(problems.length, 1);
  assert.equal(problems[0]!.line, 3);
  assert.match(problems[0]!.message, /not valid XML/);
  const cut = write('bioc-xml', [document, document]).slice(0, -300);
  assert.equal(read('bioc-xml', cut).documents.length, 1);
});

test("BioC: sentences, number ids, relations by nodes or by BC5CDR's infons, misplaced annotations", () => {
  const { documents, problems, mentionCount, droppedMentions } = read(
    'bioc-json',
    JSON.stringify([
      {
        documents: [
          {
            id: 7,
            passages: [
              {
                offset: 0,
                infons: { type: 'title', year: 1999 },
                sentences: [
                  {
                    offset: 0,
                    text: 'Naproxen.',
                    annotations: [
                      {
                        id: 1,
                        infons: { type: 'Chemical', MESH: 'D009288' },
                        locations: [{ offset: 0, length: 8 }],
                        text: 'Naproxen',
                      },
                    ],
                  },
                  {
                    offset: 10,
                    text: 'Ulcers.',
                    annotations: [
                      {
                        id: 2,
                        infons: { type: 'Disease', identifier: 'D014456' },
                        locations: [{ offset: 10, length: 6 }],
                        text: 'Ulcers',
                      },
                      { id: 3, infons: {}, locations: [{ offset: 12, length: 60 }], text: 'x' },
                    ],
                  },
                ],
              },
            ],
            relations: [
              { id: 'R0', infons: { relation: 'CID', Chemical: 'D009288', Disease: 'D014456' } },
              {
                id: 'R1',
                infons: { type: 'treats' },
                nodes: [
                  { refid: 1, role: '' },
                  { refid: 2, role: '' },
                ],
              },
              { id: 'R2', infons: {} },
            ],
          },
        ],
      },
    ]),
  );
  assert.equal(documents[0]!.text, 'Naproxen. Ulcers.');
  assert.deepEqual([mentionCount, droppedMentions, problems.length], [3, 1, 2]);
  assert.deepEqual(
    documents[0]!.relations.map(({ type, subject, object }) => [type, subject, object]),
    [
      ['CID', 'D009288', 'D014456'],
      ['treats', 'D009288', 'D014456'],
    ],
  );
});

test('nothing makes a reader throw, and each bad file gets a sentence', () => {
  const bad = [
    '{',
    '[]',
    'null',
    '{"documents": 5}',
    '{"documents": [5]}',
    '<collection>',
    '\u0000\ufffd\u0001',
    '<a></b>',
    'x\ty\tz',
  ];
  for (const format of formats.filter(
    (each) => each.read && !['text', 'markdown', 'conll'].includes(each.id),
  )) {
    for (const text of bad) {
      const { documents, problems } = format.read!({ name: 'bad', text });
      assert.deepEqual(documents, []);
      assert.ok(problems.length > 0, `${format.id} said nothing of ${JSON.stringify(text)}`);
      for (const { message } of problems) assert.match(message, /\S+ \S+ \S+/);
    }
  }
});

test('a cut JSON file is located', () => {
  const [problem] = read('json', '{\n "documents": [\n').problems;
  assert.equal(problem!.line, 3);
});

test('an unlinked name is an id in PubTator only where a relation needs it', () => {
  const unlinked = {
    ...joined,
    mentions: joined.mentions.map((mention, index) => ({
      ...mention,
      concepts: [{ id: `text:n${index},1` }],
    })),
    relations: [{ ...document.relations[0]!, subject: 'text:n0,1' }],
  };
  const lines = write('pubtator', [unlinked]).split('\n');
  assert.deepEqual(
    lines.slice(2, 4).map((line) => line.split('\t')[5]),
    ['text:n0,1', '-1'],
  );
  assert.deepEqual(readPubTator(lines.join('\n')).documents[0]!.mentions[0]!.concepts, [{ id: 'text:n0,1' }]);
});

test('a long line that is cut short is told apart from JSON lines at once', { timeout: 10_000 }, () => {
  assert.equal(detectFormat(`{${'"a": 1, "text" : "x" }, '.repeat(100_000)}`).id, 'text');
});

test('jsonl tells of a span that says something else than the text, and of a relation it cannot read', () => {
  const line = {
    text: '🙂 Naproxen.',
    spans: [{ start: 3, end: 11, label: 'Chemical', text: 'Naproxen' }],
    relations: [{ head: 0, child: 1, label: 'CID' }],
  };
  const { documents, problems, droppedMentions } = read('jsonl', JSON.stringify(line));
  assert.deepEqual([documents[0]!.mentions, droppedMentions], [[], 1]);
  assert.match(problems[0]!.message, /left out.*offsets count code points/);
  assert.match(problems[1]!.message, /relation is left out.*"subject" and "object"/);
});

test('properties of other programs that have our names, in another shape, are attributes where they are plain, and cost nothing else', () => {
  const line = {
    text: 'Naproxen caused ulcers',
    id: 7,
    passages: [{ heading: 'x' }],
    spans: [
      {
        start: 0,
        end: 8,
        label: 'Chemical',
        kb_id: 'D009288',
        score: 93,
        origin: 'model',
        concepts: ['a'],
        identifier: 5,
      },
      {
        start: 16,
        end: 22,
        label: 'Disease',
        kb_id: 14456,
        attributes: { certain: true, parts: ['b'] },
        score: 0.5,
      },
    ],
    relations: [
      {
        type: 'CID',
        subject: 'D009288',
        object: '14456',
        score: 'high',
        evidence: 'abstract',
        curator: 'x',
        negated: true,
      },
    ],
  };
  const { documents, problems } = read('jsonl', JSON.stringify(line));
  assert.deepEqual(problems, []);
  const [document] = documents;
  assert.deepEqual(
    document!.mentions.map(({ concepts, score, attributes }) => [concepts, score, attributes]),
    [
      [[{ id: 'D009288' }], undefined, { score: '93', origin: 'model', identifier: '5' }],
      [[{ id: '14456' }], 0.5, { certain: 'true' }],
    ],
  );
  const [{ attributes, negated }] = document!.relations as [Relation];
  assert.deepEqual([attributes, negated], [{ score: 'high', evidence: 'abstract', curator: 'x' }, true]);
  assert.deepEqual(read('jsonl', write('jsonl', documents)).documents, documents);
});

test("what else a relation of Prodigy's or doccano's says is an attribute", () => {
  const spans = [
    { start: 0, end: 8, label: 'Chemical' },
    { start: 16, end: 22, label: 'Disease' },
  ];
  const relations = [
    { head: 0, child: 2, head_span: spans[0], child_span: spans[1], label: 'CID', color: 'red' },
  ];
  const { documents } = read('jsonl', JSON.stringify({ text: 'Naproxen caused ulcers', spans, relations }));
  assert.deepEqual(documents[0]!.relations[0]!.attributes, { color: 'red' });
});

test("BioC's infons: negation as people write it; what is no score, origin or negation is an attribute", () => {
  const relation = (infons: object) => ({ infons: { type: 'CID', entity1: 'a', entity2: 'b', ...infons } });
  const annotation = {
    infons: { type: 'Disease', score: '93', origin: 'PubTator' },
    locations: [{ offset: 0, length: 6 }],
    text: 'Ulcers',
  };
  const relations = ['True', 'yes', '1', 'No', 'maybe'].map((negated) =>
    relation({ negated, score: 'high' }),
  );
  const passages = [{ offset: 0, text: 'Ulcers.', annotations: [annotation] }];
  const { documents } = read('bioc-json', JSON.stringify({ documents: [{ id: '1', passages, relations }] }));
  const [mention] = documents[0]!.mentions;
  assert.deepEqual(
    [mention!.score, mention!.origin, mention!.attributes],
    [undefined, 'gold', { score: '93', origin: 'PubTator' }],
  );
  const high = { score: 'high' };
  assert.deepEqual(
    documents[0]!.relations.map(({ negated, attributes }) => [negated, attributes]),
    [
      ...[true, true, true, false].map((negated) => [negated, high]),
      [undefined, { ...high, negated: 'maybe' }],
    ],
  );
  assert.deepEqual(read('bioc-json', write('bioc-json', documents)).documents, documents);
});

test('json without passages is read as plain text; passages that do not fit are told', () => {
  const file = (passages: object) =>
    JSON.stringify({
      format: 'biogloss',
      documents: [{ id: '1', text: 'One.\n\nTwo is longer than one. It goes on.', ...passages }],
    });
  assert.equal(read('json', file({})).documents[0]!.passages.length, 2);
  const { documents, problems } = read('json', file({ passages: [{ kind: 'paragraph', span: [0, 400] }] }));
  assert.deepEqual(documents[0]!.passages, []);
  assert.match(problems[0]!.message, /1 passages of document 1 are left out/);
});
