import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Concept } from '../../../server/src/terminology/concept';
import { IndexBuilder } from '../../../server/src/terminology/index/builder';
import { checksum } from '../../../server/src/terminology/index/layout';
import { TermIndex } from '../../../server/src/terminology/index/termIndex';
import { treePaths } from '../../../server/src/terminology/treePaths';
import { conceptsOf, indexOf } from './imported';

const diabetes: Concept = {
  id: 'MESH:D003924',
  preferredName: 'Diabetes Mellitus, Type 2',
  synonyms: ['NIDDM', 'Maturity-Onset Diabetes', 'Diabetes, Maturity-Onset'],
  looseNames: ['adult diabetes'],
  types: ['Disease'],
  treeNumbers: ['C18.452.394.750.149', 'C19.246.300'],
  xrefs: ['OMIM:125853'],
  scopeNote: 'Insulin resistance, β-cell failure.',
};
const serotonin: Concept = {
  id: 'MESH:D012701',
  preferredName: 'Serotonin',
  synonyms: ['5-HT', '5-Hydroxytryptamine'],
  types: ['Chemical'],
};
const odd: Concept = {
  id: 'lab:one/β',
  preferredName: 'β-Compound',
  synonyms: [],
  types: ['Chemical', 'Gene'],
};
const long: Concept = { id: 'MESH:C000657245', preferredName: 'COVID-19', synonyms: [], types: ['Disease'] };

test('concepts come back as they went in, but for names with one key', () => {
  const index = indexOf(serotonin, odd, diabetes, long);
  assert.deepEqual(conceptsOf(index), [
    long,
    { ...diabetes, synonyms: ['NIDDM', 'Maturity-Onset Diabetes'] },
    serotonin,
    odd,
  ]);
  for (const { id } of [serotonin, odd, diabetes, long]) assert.equal(index.id(index.find(id)), id);
  assert.equal(index.find('MESH:D003925'), -1);
  assert.equal(index.find(''), -1);
});

test('a name is found however it is spelled, with its kind', () => {
  const index = indexOf(diabetes, serotonin, odd, long);
  const found = (name: string) =>
    index.lookup(name).map(({ concept, kind }) => `${index.id(concept)} ${kind}`);
  assert.deepEqual(found('type 2 diabetes mellitus'), ['MESH:D003924 0']);
  assert.deepEqual(found('niddm'), ['MESH:D003924 1']);
  assert.deepEqual(found('Adult Diabetes'), ['MESH:D003924 2']);
  assert.deepEqual(found('5HT'), ['MESH:D012701 1']);
  assert.deepEqual(found('5ht'), []);
  assert.deepEqual(found('beta compounds'), ['lab:one/β 0']);
  assert.deepEqual(found('+'), []);
});

test('a name of several concepts finds them all', () => {
  const index = indexOf(
    { id: 'x:2', preferredName: 'cold', synonyms: [], types: ['Disease'] },
    { id: 'x:1', preferredName: 'Common Cold', synonyms: ['Cold'], types: ['Disease'] },
  );
  assert.deepEqual(
    index.lookup('cold').map(({ concept }) => index.id(concept)),
    ['x:1', 'x:2'],
  );
});

test('a place in the hierarchy leads to its concept', () => {
  const index = indexOf(diabetes, serotonin);
  assert.equal(index.id(index.conceptAtTree('C19.246.300')), diabetes.id);
  assert.equal(index.conceptAtTree('C19'), -1);
});

test('an id of another terminology leads to the concept that is the same', () => {
  const index = indexOf(diabetes, { ...serotonin, xrefs: ['OMIM:1234', 'OMIM:123456'] });
  assert.equal(index.id(index.conceptWithXref('OMIM:123456')), serotonin.id);
  assert.equal(index.id(index.conceptWithXref('OMIM:1234')), serotonin.id);
  for (const id of ['OMIM:123', 'OMIM:234', '']) assert.equal(index.conceptWithXref(id), -1);
});

test('paths lead from the top to a concept, over the places that are known', () => {
  const at = (id: string, ...treeNumbers: string[]): Concept => ({
    id,
    preferredName: id,
    synonyms: [],
    types: ['Disease'],
    treeNumbers,
  });
  const index = indexOf(
    at('x:1', 'C18'),
    at('x:2', 'C18.452', 'C19'),
    at('x:3', 'C18.452.394.750', 'C19.246'),
    serotonin,
  );
  const paths = (id: string) =>
    treePaths(index, index.find(id)).map((path) => path.map((each) => index.id(each)).join(' > '));
  assert.deepEqual(paths('x:3'), ['x:1 > x:2 > x:3', 'x:2 > x:3']);
  assert.deepEqual(paths(serotonin.id), []);
});

test('sources add to a concept; the first preferred name stays', () => {
  const builder = new IndexBuilder();
  builder.beginSource({ file: 'a', format: 'f', version: '1' });
  assert.equal(builder.add(serotonin), true);
  assert.equal(builder.add(serotonin), false);
  builder.beginSource({ file: 'b', format: 'f' });
  assert.equal(builder.add({ ...serotonin, preferredName: 'Enteramine', types: ['Other'] }), true);
  builder.add({ id: 'x:1', preferredName: '', synonyms: [], types: ['Gene'] });
  const { bytes, concepts, nameless } = builder.build('both');
  assert.deepEqual([concepts, nameless], [1, 1]);
  const index = new TermIndex(bytes.buffer as ArrayBuffer, 'both');
  assert.deepEqual(conceptsOf(index), [{ ...serotonin, synonyms: [...serotonin.synonyms, 'Enteramine'] }]);
  assert.deepEqual(index.meta.sources, [
    { file: 'a', format: 'f', version: '1' },
    { file: 'b', format: 'f' },
  ]);
});

test('equal concepts are equal bytes, whatever their order', () => {
  const bytesOf = (...concepts: Concept[]) => {
    const builder = new IndexBuilder();
    for (const concept of concepts) builder.add(concept);
    return Buffer.from(builder.build('x').bytes);
  };
  assert.ok(bytesOf(diabetes, serotonin, odd).equals(bytesOf(odd, diabetes, serotonin)));
});

test('an index without a concept is an index', () => {
  const index = indexOf();
  assert.equal(index.conceptCount, 0);
  assert.deepEqual(index.lookup('x'), []);
  assert.equal(index.find('x'), -1);
});

const whole = (): ArrayBuffer => {
  const builder = new IndexBuilder();
  for (const concept of [diabetes, serotonin, odd]) builder.add(concept);
  return builder.build('x').bytes.buffer as ArrayBuffer;
};

test('a file that is cut off, damaged or something else is refused in one sentence', () => {
  const good = whole();
  for (let length = 0; length < good.byteLength; length += 3)
    assert.throws(
      () => new TermIndex(good.slice(0, length), 'a.terms'),
      /^Error: a\.terms (?:is damaged: .*; import the terminology again|is no index of a terminology; .*|was made by another version .*)$/,
    );
  for (let at = 0; at < good.byteLength; at++) {
    const bad = good.slice(0);
    new Uint8Array(bad)[at]! ^= 0x41;
    assert.throws(() => new TermIndex(bad, 'a.terms'), /^Error: a\.terms /, `byte ${at}`);
  }
});

test('damage is told by the checksum, or, where the hash of the compiled index is known, by that', () => {
  const good = whole();
  const hash = new TermIndex(good, 'a.terms').sha256();
  assert.equal(new TermIndex(good, 'a.terms', hash).conceptCount, 3);
  const bad = good.slice(0);
  new Uint8Array(bad)[bad.byteLength - 1]! ^= 1;
  assert.throws(
    () => new TermIndex(bad, 'a.terms', hash),
    /^Error: a\.terms is damaged: its checksum does not fit/,
  );
  // Another hash is no reason to refuse an index that is whole.
  assert.equal(new TermIndex(good, 'a.terms', 'a'.repeat(64)).conceptCount, 3);
});

test('numbers that lead nowhere are refused even where the checksum fits', () => {
  const good = whole();
  let refused = 0;
  for (let at = 24; at < good.byteLength; at += 2) {
    const bad = good.slice(0);
    new Uint8Array(bad)[at]! ^= 0xff;
    new DataView(bad).setUint32(16, checksum(new Uint32Array(bad, 24)), true);
    let index: TermIndex;
    try {
      index = new TermIndex(bad, 'a.terms');
    } catch (error) {
      assert.match(
        (error as Error).message,
        /^a\.terms is damaged: its section \w+ |^a\.terms is damaged: what it says/,
      );
      refused++;
      continue;
    }
    // What was let through may say odd things, and must not break whoever reads it.
    conceptsOf(index);
    for (const name of ['serotonin', '5-HT', 'x']) index.lookup(name);
    index.find('MESH:D012701');
  }
  assert.ok(refused > 100, `${refused} refused`);
});

test('a file is opened by its path, and its absence is told', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-index-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'x.terms');
  assert.throws(() => TermIndex.open(path), { message: `there is no ${path}` });
  assert.throws(() => TermIndex.open(folder), {
    message: `${folder} is not a file; the index of a terminology was expected`,
  });
  writeFileSync(path, Buffer.from(whole()));
  assert.equal(TermIndex.open(path).conceptCount, 3);
});
