import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { IndexBuilder } from '../../../server/src/terminology/index/builder';
import { importFile } from '../../../server/src/terminology/reading/importFile';
import { compiled, imported, terminologyFile } from './imported';

/** Linux has a file that only takes: root may open it, and reading fails; others may not even open it. */
const unreadable = '/proc/self/clear_refs';

const descriptor = (ui: string, name: string, inside = '') =>
  `<DescriptorRecord DescriptorClass="1"><DescriptorUI>${ui}</DescriptorUI><DescriptorName><String>${name}</String></DescriptorName>${inside}</DescriptorRecord>\n`;
const set = (records: string) =>
  `<?xml version="1.0"?>\n<DescriptorRecordSet LanguageCode="eng">\n${records}</DescriptorRecordSet>`;
const gout = descriptor(
  'D006073',
  'Gout',
  `<SeeRelatedList><SeeRelatedDescriptor><DescriptorReferredTo><DescriptorUI>D000001</DescriptorUI><DescriptorName><String>Calcimycin</String></DescriptorName></DescriptorReferredTo></SeeRelatedDescriptor></SeeRelatedList>
<TreeNumberList><TreeNumber>C05.550.114.423</TreeNumber><TreeNumber>C16.320.565.798.368</TreeNumber></TreeNumberList>
<ConceptList><Concept PreferredConceptYN="Y"><ConceptUI>M1</ConceptUI><RegistryNumber>0</RegistryNumber><ScopeNote>Arthritis by
 crystals &amp; urate.</ScopeNote><TermList>
<Term IsPermutedTermYN="N"><String>Gout</String></Term><Term IsPermutedTermYN="N"><String>Arthritis, Gouty</String></Term>
<Term IsPermutedTermYN="Y"><String>Gouty, Arthritis</String></Term></TermList></Concept></ConceptList>`,
);

test('a MeSH descriptor gives its own name, terms, tree numbers, scope note and types', async () => {
  const { concepts, results } = await imported([set(gout)]);
  assert.deepEqual(results[0]!.problems, []);
  assert.equal(results[0]!.format.id, 'mesh-xml');
  assert.deepEqual(concepts, [
    {
      id: 'MESH:D006073',
      preferredName: 'Gout',
      synonyms: ['Arthritis, Gouty'],
      types: ['Disease'],
      treeNumbers: ['C05.550.114.423', 'C16.320.565.798.368'],
      scopeNote: 'Arthritis by crystals & urate.',
    },
  ]);
});

test('supplementary records have the type of their class', async () => {
  const record = (ui: string, name: string, scrClass: string) =>
    `<SupplementalRecord SCRClass="${scrClass}"><SupplementalRecordUI>${ui}</SupplementalRecordUI><SupplementalRecordName><String>${name}</String></SupplementalRecordName><Note>n</Note></SupplementalRecord>`;
  const records =
    record('C1', 'bevonium', '1') + record('C2', 'ABC protocol', '2') + record('C3', 'COVID-19', '3');
  const { concepts } = await imported([`<SupplementalRecordSet>${records}</SupplementalRecordSet>`]);
  assert.deepEqual(
    concepts.map(({ preferredName, types }) => [preferredName, ...types]),
    [
      ['bevonium', 'Chemical'],
      ['ABC protocol', 'Other'],
      ['COVID-19', 'Disease'],
    ],
  );
});

test('XML that breaks off keeps the records before, and says where', async () => {
  const { concepts, results } = await imported([
    set(gout + descriptor('D2', 'B')).replace('<DescriptorUI>D2', '<Descri'),
  ]);
  assert.deepEqual(
    concepts.map(({ id }) => id),
    ['MESH:D006073'],
  );
  const [problem] = results[0]!.problems;
  assert.equal(problem?.severity, 'error');
  assert.equal(problem?.line, 9);
  assert.match(problem!.message, /not valid MeSH XML from here on .*; records read before it: 1/);
});

test('entities that a file defines are not expanded', async () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n';
  const { results } = await imported([bomb + set(descriptor('D1', '&b;')).replace(/^.*\n/, '')]);
  assert.equal(results[0]!.problems.length, 1);
  assert.match(results[0]!.problems[0]!.message, /undefined entity/);
});

test('MeSH in ASCII', async () => {
  const { concepts } = await imported([
    '*NEWRECORD\nRECTYPE = D\nMH = Brain Diseases, Metabolic\nENTRY = Metabolic Brain Disorder|T047|NON\nMN = C10.228\nMS = A note.\nUI = D001928\n\n*NEWRECORD\nRECTYPE = Q\nSH = adverse effects\nUI = Q000009\n\n*NEWRECORD\nRECTYPE = C\nNM = bevonium\nST = T121\nUI = C000002\n',
  ]);
  assert.deepEqual(concepts, [
    { id: 'MESH:C000002', preferredName: 'bevonium', synonyms: [], types: ['Chemical'] },
    {
      id: 'MESH:D001928',
      preferredName: 'Brain Diseases, Metabolic',
      synonyms: ['Metabolic Brain Disorder'],
      types: ['Disease'],
      treeNumbers: ['C10.228'],
      scopeNote: 'A note.',
    },
  ]);
});

const ctdComments =
  '# Report created: Fri Oct 31 10:00:00 EDT 2025\n# Use is subject to the terms set forth at example.org\n#\n# Fields:\n';

test('CTD diseases, with what the comments say of version and licence', async () => {
  const { concepts, results } = await imported([
    `${ctdComments}# DiseaseName\tDiseaseID\tAltDiseaseIDs\tDefinition\tParentIDs\tTreeNumbers\tParentTreeNumbers\tSynonyms\tSlimMappings\n#\nGout\tMESH:D006073\tDO:13189|OMIM:138900\tSwollen toes.\tMESH:D1\tC05.550\tC05\tGouty arthritis|Podagra\t\n`,
  ]);
  assert.deepEqual(concepts, [
    {
      id: 'MESH:D006073',
      preferredName: 'Gout',
      synonyms: ['Gouty arthritis', 'Podagra'],
      types: ['Disease'],
      treeNumbers: ['C05.550'],
      xrefs: ['DO:13189', 'OMIM:138900'],
      scopeNote: 'Swollen toes.',
    },
  ]);
  assert.deepEqual(results[0]!.release, {
    version: 'Fri Oct 31 10:00:00 EDT 2025',
    licence: 'Use is subject to the terms set forth at example.org',
  });
});

test('CTD chemicals and genes as CSV, with quoted fields', async () => {
  const { concepts, results } = await imported([
    `${ctdComments}# ChemicalName,ChemicalID,CasRN,Definition,ParentIDs,TreeNumbers,ParentTreeNumbers,Synonyms\n"2,4-D ""acid""",MESH:D015084,94-75-7,,,D02.241,,Dicopur|Hedonal\n`,
    `${ctdComments}# GeneSymbol,GeneName,GeneID,AltGeneIDs,Synonyms\nINS,insulin,3630,,IDDM2|ILPR\n`,
  ]);
  assert.deepEqual(
    results.map(({ problems }) => problems),
    [[], []],
  );
  assert.deepEqual(
    concepts.map(({ id, preferredName, synonyms }) => [id, preferredName, ...synonyms]),
    [
      ['MESH:D015084', '2,4-D "acid"', 'Dicopur', 'Hedonal'],
      ['NCBIGene:3630', 'INS', 'insulin', 'IDDM2', 'ILPR'],
    ],
  );
});

test('OBO: exact synonyms are names, others are loose; obsolete terms go; the release is kept', async () => {
  const { concepts, results } = await imported([
    'format-version: 1.2\ndata-version: 2016\nremark: CC BY 3.0 license\n\n[Term]\nid: DOID:1\nname: gout\ndef: "Swollen \\"toes\\"." [x:y]\nsynonym: "gouty arthritis" EXACT []\nsynonym: "podagra" NARROW []\nxref: MeSH:D006073 "Gout"\nis_a: DOID:4 ! disease\n\n[Term]\nid: DOID:2\nname: old\nis_obsolete: true\n\n[Typedef]\nid: part_of\nname: part of\n',
  ]);
  assert.deepEqual(concepts, [
    {
      id: 'DOID:1',
      preferredName: 'gout',
      synonyms: ['gouty arthritis'],
      looseNames: ['podagra'],
      types: ['Disease'],
      xrefs: ['MESH:D006073'],
      scopeNote: 'Swollen "toes".',
    },
  ]);
  assert.deepEqual(results[0]!.release, { version: '2016', licence: 'CC BY 3.0 license' });
});

test('a circle in an ontology is told of once, where it begins', async () => {
  const term = (id: string, parent: string) => `[Term]\nid: ${id}\nname: ${id}\nis_a: ${parent}\n\n`;
  const { concepts, results } = await imported([
    `format-version: 1.2\n\n${term('A:1', 'A:2')}${term('A:2', 'A:3')}${term('A:3', 'A:1')}${term('A:4', 'A:1')}`,
  ]);
  assert.equal(concepts.length, 4);
  assert.deepEqual(results[0]!.problems, [
    {
      severity: 'warning',
      line: 3,
      column: 1,
      message:
        'the hierarchy runs in a circle: A:1 is_a A:2 is_a A:3 is_a A:1; correct one of these is_a lines (the names are read)',
    },
  ]);
});

test('of a long circle the beginning is told, and many circles take no longer than few', async () => {
  const count = 20_000;
  const term = (i: number) =>
    `[Term]\nid: A:${i}\nname: term ${i}\nis_a: A:${(i + 1) % count}\nis_a: A:0\n\n`;
  const { results } = await imported([
    `format-version: 1.2\n\n${Array.from({ length: count }, (_, i) => term(i)).join('')}`,
  ]);
  const { problems } = results[0]!;
  assert.equal(problems.length, 101);
  assert.ok(problems.every(({ message }) => message.length < 300));
  assert.match(problems[0]!.message, /A:8 is_a A:9 is_a … \(19990 more\) is_a A:0;/);
});

test('words that every object of the language has are ordinary ids, groups and classes', async () => {
  const { concepts } = await imported([
    'format-version: 1.2\n\n[Term]\nid: constructor:1\nname: a term\n',
    'id\tpreferred\ttree_numbers\tgroup\tsynonyms\nD000002\ta heading\t\ttoString\t\n',
    '<SupplementalRecordSet><SupplementalRecord SCRClass="valueOf"><SupplementalRecordUI>C000003</SupplementalRecordUI><SupplementalRecordName><String>a substance</String></SupplementalRecordName></SupplementalRecord></SupplementalRecordSet>',
  ]);
  assert.deepEqual(
    concepts.map(({ id, types }) => [id, types]),
    [
      ['MESH:C000003', ['Other']],
      ['MESH:D000002', ['Other']],
      ['constructor:1', ['Other']],
    ],
  );
});

test('genes from NCBI and HGNC', async () => {
  const { concepts } = await imported([
    '#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\tdbXrefs\tchromosome\tmap_location\tdescription\ttype_of_gene\n9606\t1\tA1BG\t-\tA1B|ABG\tMIM:138670|HGNC:HGNC:5\t19\t19q13\talpha-1-B glycoprotein\tprotein-coding\n9606\t2\tNEWENTRY\t-\t-\t-\t-\t-\t-\tother\n',
    'hgnc_id\tsymbol\tname\tstatus\talias_symbol\tprev_symbol\tentrez_id\nHGNC:7\tA2M\talpha-2-macroglobulin\tApproved\t"FWP007|S863-7"\t\t2\nHGNC:8\tOLD\tsymbol withdrawn\tEntry Withdrawn\t\t\t\n',
  ]);
  assert.deepEqual(
    concepts.map(({ id, preferredName, synonyms, xrefs }) => [id, preferredName, synonyms, xrefs]),
    [
      ['HGNC:7', 'A2M', ['alpha-2-macroglobulin', 'FWP007', 'S863-7'], ['NCBIGene:2']],
      ['NCBIGene:1', 'A1BG', ['alpha-1-B glycoprotein', 'A1B', 'ABG'], ['HGNC:5', 'OMIM:138670']],
    ],
  );
});

test('UMLS: English names that are not suppressed, and types from a second file', async () => {
  const row = (
    cui: string,
    lat: string,
    ts: string,
    stt: string,
    sab: string,
    code: string,
    name: string,
    suppress = 'N',
  ) => `${cui}|${lat}|${ts}|L1|${stt}|S1|Y|A1||M1|${code}|${sab}|PT|${code}|${name}|0|${suppress}|256|\n`;
  const { concepts } = await imported([
    row('C0018099', 'ENG', 'S', 'PF', 'MSH', 'D006073', 'Podagra') +
      row('C0018099', 'ENG', 'P', 'PF', 'MSH', 'D006073', 'Gout') +
      row('C0018099', 'GER', 'P', 'PF', 'MSHGER', 'D006073', 'Gicht') +
      row('C0018099', 'ENG', 'S', 'PF', 'XX', '1', 'Old gout', 'O'),
    'C0018099|T047|B2.2.1.2.1|Disease or Syndrome|AT1|256|\nC0000001|T121|A1|Pharmacologic Substance|AT2|256|\n',
  ]);
  assert.deepEqual(concepts, [
    {
      id: 'UMLS:C0018099',
      preferredName: 'Gout',
      synonyms: ['Podagra'],
      types: ['Disease'],
      xrefs: ['MESH:D006073'],
    },
  ]);
});

test("a dictionary of id||name, a table and JSON lines of one's own", async () => {
  const { concepts, results } = await imported(
    [
      'D006073||Gout\nD006073||Podagra\nD001943|114480||breast cancer\n',
      'id,name,synonyms,types,note\nlab:1,Compound A,"CA-1|CA, one",Chemical,ours\nlab:1,Compound Alpha,,,\n',
      '{"id": "lab:2", "name": "Compound B", "types": ["Chemical"], "xrefs": ["CAS:1"]}\n',
    ],
    { type: 'Disease' },
  );
  assert.deepEqual(
    results.map(({ format, problems }) => [format.id, problems]),
    [
      ['id-name', []],
      ['table', []],
      ['jsonl', []],
    ],
  );
  assert.deepEqual(concepts, [
    {
      id: 'MESH:D001943',
      preferredName: 'breast cancer',
      synonyms: [],
      types: ['Disease'],
      xrefs: ['OMIM:114480'],
    },
    { id: 'MESH:D006073', preferredName: 'Gout', synonyms: ['Podagra'], types: ['Disease'] },
    {
      id: 'lab:1',
      preferredName: 'Compound A',
      synonyms: ['CA-1', 'CA, one', 'Compound Alpha'],
      types: ['Chemical', 'Disease'],
      scopeNote: 'ours',
    },
    { id: 'lab:2', preferredName: 'Compound B', synonyms: [], types: ['Chemical'], xrefs: ['CAS:1'] },
  ]);
});

test('bad rows are told with their line, and the others are read', async () => {
  const { concepts, results } = await imported([
    'id\tname\nx:1\tA\nx:2\n\tB\nx:3\tC\textra\nx:4\tD\n',
    '{"id": "y:1", "name": "A"}\n{"id": 3, "name": "B"}\n{"id": "y:2", \n',
  ]);
  assert.deepEqual(
    concepts.map(({ id }) => id),
    ['x:1', 'x:4', 'y:1'],
  );
  assert.deepEqual(
    results.map(({ problems }) => problems.map(({ line, message }) => `${line}: ${message}`)),
    [
      [
        '3: the row of x:2 has no name; the row is left out',
        '4: the row has no id; the row is left out',
        '5: the row has 3 fields, and 2 columns are named above; it is left out',
      ],
      [
        '2: "id" is not as expected (Invalid input: expected string, received number); the line is left out',
        '3: this line is no JSON from here on; it is left out',
      ],
    ],
  );
});

test('an id that a file gives twice is one concept and a warning', async () => {
  const { concepts, results } = await imported([set(gout + descriptor('D006073', 'Podagra'))]);
  assert.deepEqual(concepts[0]!.synonyms, ['Arthritis, Gouty', 'Podagra']);
  assert.equal(
    results[0]!.problems[0]!.message,
    'MESH:D006073 was given above already; both are one concept now, and the first keeps its preferred name',
  );
});

test('problems beyond a hundred are counted', async () => {
  const { results } = await imported([`id\tname\n${'x\n'.repeat(250)}`]);
  assert.equal(results[0]!.problems.length, 101);
  assert.equal(results[0]!.problems[100]!.message, '150 more problems of this file are not listed');
});

test('gzip is unpacked, byte order marks and CRLF are read over', async () => {
  const { concepts, results } = await imported([gzipSync('\uFEFFid\tname\r\nx:1\tGout\r\n')]);
  assert.deepEqual(results[0]!.problems, []);
  assert.equal(concepts[0]!.preferredName, 'Gout');
  await assert.rejects(imported([gzipSync('id\tname\nx:1\tA\n').subarray(0, 20)]), /is not whole gzip data/);
});

test('what is no terminology is refused in one sentence', async () => {
  await assert.rejects(imported(['']), /is empty; a terminology was expected$/);
  await assert.rejects(imported(['just some text\nand more']), /is in none of the formats that are known/);
  await assert.rejects(importFile('/nowhere/x', new IndexBuilder()), { message: 'there is no /nowhere/x' });
});

test('a file that opens and cannot be read is a sentence, and ends no process', {
  skip: existsSync(unreadable) ? false : `there is no ${unreadable} here`,
}, async () => {
  await assert.rejects(
    importFile(unreadable, new IndexBuilder()),
    /cannot be read \(E\w+\); check its permissions/,
  );
  // An error that nobody listens to comes a little later.
  await setImmediate();
});

test('an import stops when it is told to', async () => {
  await assert.rejects(imported(['id\tname\nx:1\tA\n'], { signal: AbortSignal.abort() }), {
    name: 'AbortError',
  });
});

const samples: Readonly<Record<string, [format: string, concepts: number, problems: number]>> = {
  'samples/mesh_desc_samples.xml': ['mesh-xml', 43, 0],
  'samples/mesh_supp_samples.xml': ['mesh-xml', 19, 0],
  'samples/mesh_desc2015_subset.xml': ['mesh-xml', 2, 1],
  'samples/mesh_ascii_desc_record.bin': ['mesh-ascii', 1, 0],
  'samples/mesh_ascii_supp_record.bin': ['mesh-ascii', 1, 0],
  'samples/mesh_ascii_rendered.bin': ['mesh-ascii', 350, 0],
  'samples/ctd_layout_slice.tsv': ['ctd-diseases', 200, 0],
  'samples/do_cancer_slim.obo': ['obo', 729, 0],
  'samples/hp_slice.obo': ['obo', 120, 0],
};

for (const [name, expected] of Object.entries(samples)) {
  const path = terminologyFile(name);
  const skip = existsSync(path) ? false : `no ${path}`;
  test(`real file ${name}`, { skip }, async () => {
    const builder = new IndexBuilder();
    const { format, problems } = await importFile(path, builder);
    assert.deepEqual([format.id, compiled(builder).conceptCount, problems.length], expected);
  });
}
