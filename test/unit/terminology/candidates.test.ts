import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { qualifiedConceptId } from '../../../server/src/annotation/conceptId';
import { wording } from '../../../server/src/annotation/model';
import { detectFormat, readFile } from '../../../server/src/formats/registry';
import { CandidateFinder } from '../../../server/src/terminology/candidates/candidates';
import { GramIndex } from '../../../server/src/terminology/candidates/gramIndex';
import { nameLevels } from '../../../server/src/terminology/candidates/levels';
import { inSlices } from '../../../server/src/terminology/candidates/slices';
import type { Concept } from '../../../server/src/terminology/concept';
import { buildEmbeddedIndex } from '../../../server/src/terminology/embedded';
import { TermIndex } from '../../../server/src/terminology/index/termIndex';
import { corpusFile } from '../../corpora';
import { indexOf, terminologyFile } from './imported';

const concept = (id: string, type: string, preferredName: string, ...synonyms: string[]): Concept => ({
  id,
  preferredName,
  synonyms,
  types: [type],
});

const index = indexOf(
  concept('D1', 'Chemical', 'Propranolol'),
  concept('D2', 'Chemical', 'Epinephrine', 'Adrenaline'),
  concept('D3', 'Disease', 'Hypertension', 'High Blood Pressure'),
  concept('D4', 'Disease', 'Hypotension'),
  concept('D5', 'Disease', 'Neoplasms of the Liver', 'Liver Cancer'),
  concept('D6', 'Chemical', 'Hypertensin'),
  concept('D7', 'Disease', 'Kidney Diseases'),
  concept('D8', 'Disease', 'Nervous System Diseases'),
);

const found = (mention: string, type?: string) =>
  new CandidateFinder(index)
    .find(mention, type)
    .map((each) => `${index.id(each.concept)} ${each.level ?? '~'}`);

test('a level forgives what those before it do, and more', () => {
  assert.equal(found('hypertension')[0], 'D3 letters');
  assert.equal(found('Liver-Cancers')[0], 'D5 key');
  assert.equal(found('hypertensive')[0], 'D3 stems');
  assert.equal(found('neoplasm, liver')[0], 'D5 stems');
  assert.equal(found('(-)-propranolol hydrochloride')[0], 'D1 core');
  assert.equal(found('l-epinephrine')[0], 'D2 core');
  assert.equal(found('renal injury')[0], 'D7 organs');
  assert.equal(found('nephrotoxicity')[0], 'D7 organs');
  assert.equal(found('neuropathy')[0], 'D8 organs');
});

test('the most similar names follow, nearest first, each concept once', () => {
  assert.deepEqual(found('hypertensions', 'Disease').slice(0, 2), ['D3 key', 'D4 ~']);
  assert.equal(found('propanolol')[0], 'D1 ~');
  const similarities = new CandidateFinder(index).find('hypertensn').map(({ similarity }) => similarity);
  assert.deepEqual(
    similarities,
    [...similarities].sort((a, b) => b - a),
  );
  assert.ok(similarities.every((each) => each > 0 && each <= 1));
});

test('only concepts of the type are candidates', () => {
  assert.deepEqual(found('hypertensin', 'Chemical'), ['D6 letters', 'D2 ~']);
  assert.deepEqual(found('hypertension', 'Gene'), []);
});

test('tables that are prepared in slices give the same candidates as those made at once', async () => {
  const finder = new CandidateFinder(index);
  await Promise.all([finder.prepare(), finder.prepare()]);
  assert.deepEqual(
    finder.find('hypertensive', 'Disease'),
    new CandidateFinder(index).find('hypertensive', 'Disease'),
  );
});

test('work in slices lets others have their turn', async () => {
  let turns = 0;
  const other = setInterval(() => turns++, 1);
  function* work(): Generator<void, string> {
    const until = performance.now() + 200;
    while (performance.now() < until) yield;
    return 'done';
  }
  assert.equal(await inSlices(work()), 'done');
  clearInterval(other);
  assert.ok(turns >= 3, `${turns} turns`);
});

test('what resembles nothing has no candidates', () => {
  for (const mention of ['', '+', 'xyzzyq']) assert.deepEqual(found(mention), [], mention);
});

test('a name is nearer to itself than to any other, also by frequent n-grams alone', () => {
  for (const mostNames of [0, 1, 100]) {
    const grams = GramIndex.of(index, { mostNames });
    const near = grams.nearest('adrenaline', 3);
    if (mostNames === 0) assert.deepEqual(near, []);
    else {
      assert.equal(index.name(near[0]!.name), 'Adrenaline');
      assert.ok(Math.abs(near[0]!.similarity - 1) < 1e-6);
    }
  }
});

test('an index without names has no candidates', () => {
  assert.deepEqual(new CandidateFinder(indexOf()).find('x'), []);
});

test('a level says the same of a name however it is written', () => {
  for (const level of nameLevels) assert.equal(level.key('ABC def'), level.key('abc DEF'), level.id);
  assert.equal(nameLevels[3]!.key('hydrochloride'), '');
});

const train = corpusFile('bc5cdr/train');
const ready = train !== undefined && existsSync(terminologyFile('mesh.tsv'));

test('the embedded index knows the numbers that OMIM has for concepts of MeSH', {
  skip: existsSync(terminologyFile('mesh.tsv')) ? false : 'no mesh.tsv',
}, async () => {
  const { bytes } = await buildEmbeddedIndex(terminologyFile('.'));
  const embedded = new TermIndex(bytes.buffer as ArrayBuffer, 'embedded');
  assert.deepEqual(embedded.xrefs(embedded.find('MESH:D007965')), ['OMIM:245200']);
  // The ontology's term says no concept of MeSH, but has the name of one.
  assert.equal(embedded.id(embedded.conceptWithXref('OMIM:610102')), 'MESH:C566443');
});

test('candidates hold the concepts that annotators chose', {
  skip: ready ? false : 'no bc5cdr/train or mesh.tsv',
}, async (t) => {
  const { bytes } = await buildEmbeddedIndex(terminologyFile('.'));
  const embedded = new TermIndex(bytes.buffer as ArrayBuffer, 'embedded');
  const finder = new CandidateFinder(embedded);
  const text = readFileSync(train!, 'utf8');
  const { documents } = readFile({ name: 'train', text }, detectFormat(text));
  const known = new Map<string, Set<string>>();
  const counts = new Map<string, { all: number; held: number }>();
  for (const document of documents.slice(0, 150)) {
    for (const mention of document.mentions) {
      const gold = mention.concepts.map(({ id }) => qualifiedConceptId(id));
      if (gold.some((id) => embedded.find(id) < 0)) continue;
      const name = wording(document.text, mention);
      const question = `${mention.type}\t${name}`;
      let ids = known.get(question);
      if (!ids) {
        ids = new Set(finder.find(name, mention.type).map((each) => embedded.id(each.concept)));
        known.set(question, ids);
      }
      const count = counts.get(mention.type) ?? { all: 0, held: 0 };
      counts.set(mention.type, count);
      count.all++;
      if (gold.every((id) => ids.has(id))) count.held++;
    }
  }
  for (const [type, least] of [
    ['Chemical', 0.83],
    ['Disease', 0.83],
  ] as const) {
    const { all, held } = counts.get(type)!;
    t.diagnostic(
      `${type}: ${held} of ${all} mentions (${((100 * held) / all).toFixed(1)} %), short forms not resolved`,
    );
    assert.ok(held / all >= least, `${type}: ${held} of ${all}`);
  }
});
