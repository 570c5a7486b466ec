import assert from 'node:assert/strict';
import type { Problem } from '../../server/src/annotation/problem';
import { Failure } from '../../server/src/platform/failure';
import { CandidateFinder } from '../../server/src/terminology/candidates/candidates';
import { DictionaryMatcher } from '../../server/src/terminology/dictionaryMatcher';
import { IndexBuilder } from '../../server/src/terminology/index/builder';
import { checksum } from '../../server/src/terminology/index/layout';
import { TermIndex } from '../../server/src/terminology/index/termIndex';
import { detectTerminology, terminologyFormats } from '../../server/src/terminology/reading/registry';
import { Terminologies } from '../../server/src/terminology/terminologies';
import { fuzz, type Target } from './harness';

const samples: Readonly<Record<string, string>> = {
  'mesh-xml':
    '<DescriptorRecordSet>\n<DescriptorRecord DescriptorClass="1"><DescriptorUI>D006073</DescriptorUI><DescriptorName><String>Gout &amp; toes</String></DescriptorName><TreeNumberList><TreeNumber>C05.550</TreeNumber></TreeNumberList><ConceptList><Concept PreferredConceptYN="Y"><ScopeNote>note</ScopeNote><TermList><Term IsPermutedTermYN="N"><String>Podagra</String></Term></TermList></Concept></ConceptList></DescriptorRecord>\n</DescriptorRecordSet>\n',
  'mesh-ascii':
    '*NEWRECORD\nRECTYPE = D\nMH = Gout\nENTRY = Podagra|T047\nMN = C05.550\nUI = D006073\n\n*NEWRECORD\nRECTYPE = C\nNM = x\nUI = C1\n',
  obo: 'format-version: 1.2\ndata-version: 1\n\n[Term]\nid: A:1\nname: gout\nsynonym: "podagra" EXACT []\ndef: "x" []\nis_a: A:2\n\n[Term]\nid: A:2\nname: disease\nis_a: A:1\n',
  'umls-mrconso': 'C0018099|ENG|P|L1|PF|S1|Y|A1||M1|D006073|MSH|PT|D006073|Gout|0|N|256|\n',
  'umls-mrsty': 'C0018099|T047|B2|Disease|AT1|256|\n',
  'ctd-diseases': '# Fields:\n# DiseaseName\tDiseaseID\tSynonyms\nGout\tMESH:D006073\tPodagra|Gouty toes\n',
  'ctd-chemicals': '# ChemicalName,ChemicalID,Synonyms\n"2,4-D",MESH:D1,a|b\n',
  hgnc: 'hgnc_id\tsymbol\tname\nHGNC:5\tA1BG\talpha\n',
  'id-name': 'D006073||Gout\nD1|2||x\n',
  table: 'id\tname\tsynonyms\nx:1\tA\tB|C\n',
  jsonl: '{"id": "x:1", "name": "A", "synonyms": ["B"]}\n',
};

const readers: Target[] = Object.entries(samples).map(([id, sample]) => ({
  name: `import ${id}`,
  seeds: [Buffer.from(sample), ...Object.values(samples).map((text) => Buffer.from(text))],
  check(input) {
    const text = input.toString('utf8');
    readAndUse(text, id);
    const detected = detectTerminology(text);
    if (detected) readAndUse(text, detected.id);
  },
}));

function readAndUse(text: string, id: string): void {
  const format = terminologyFormats.find((each) => each.id === id)!;
  const builder = new IndexBuilder();
  const problems: Problem[] = [];
  const reader = format.open(
    {
      concept: (concept) => builder.add(concept),
      problem: (problem) => problems.push(problem),
      release: () => {},
    },
    'Other',
  );
  const half = Math.floor(text.length / 2);
  reader.write(text.slice(0, half));
  reader.write(text.slice(half));
  reader.end();
  for (const { line = 1, column = 1, message } of problems) {
    assert.ok(line >= 1 && column >= 1, `a problem is at ${line}:${column}`);
    assert.ok(!/(?<!received )undefined(?! entity)|NaN|\[object/.test(message), message);
  }
  use(new TermIndex(builder.build('fuzz').bytes.buffer as ArrayBuffer, 'fuzz'), text);
}

function use(index: TermIndex, text: string): void {
  for (let concept = 0; concept < index.conceptCount; concept++) index.concept(concept);
  for (const { start, end, hits } of new DictionaryMatcher(new Terminologies([index])).match(text))
    assert.ok(start < end && end <= text.length && hits.length > 0);
  new CandidateFinder(index).find(text.slice(0, 100));
}

function anIndex(): Buffer {
  const builder = new IndexBuilder();
  for (const [number, name] of ['Gout', 'Kidney Failure, Acute', '5-HT', 'β-Carotene'].entries())
    builder.add({
      id: `X:${number}`,
      preferredName: name,
      synonyms: [`${name} two`],
      types: ['Disease'],
      treeNumbers: ['C1'],
      scopeNote: 'n',
    });
  return Buffer.from(builder.build('seed').bytes);
}

/** Index files with a checksum that fits, so that every other check is met as well. */
const indexes: Target = {
  name: 'open an index',
  seeds: [anIndex()],
  check(input) {
    const buffer = new Uint8Array(input).buffer as ArrayBuffer;
    if (buffer.byteLength >= 24 && buffer.byteLength % 4 === 0) {
      new DataView(buffer).setUint32(8, buffer.byteLength, true);
      new DataView(buffer).setUint32(16, checksum(new Uint32Array(buffer, 24)), true);
    }
    let index: TermIndex;
    try {
      index = new TermIndex(buffer, 'fuzz');
    } catch (error) {
      assert.ok(error instanceof Failure, String(error));
      return;
    }
    use(index, 'Acute kidney failure and gout');
  },
};

fuzz([...readers, indexes]);
