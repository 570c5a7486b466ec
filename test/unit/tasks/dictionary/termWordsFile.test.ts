import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { TermWords } from '../../../../server/src/tasks/dictionary/termWords';
import {
  parseTermWords,
  readTermWords,
  termWordsBytes,
  termWordsFile,
} from '../../../../server/src/tasks/dictionary/termWordsFile';
import { embeddedIndexFolder, openEmbeddedIndex } from '../../../../server/src/terminology/embeddedIndex';
import { indexOf } from '../../terminology/imported';
import { terms } from './terms';

test('what is counted of an index is read back from its file', () => {
  const counted = TermWords.of(terms);
  assert.deepEqual(parseTermWords(termWordsBytes(terms, counted), terms), counted);
});

test('a file of another index, or a damaged one, is not used', () => {
  const bytes = termWordsBytes(terms, TermWords.of(terms));
  const other = indexOf({ id: 'MESH:D1', preferredName: 'Gout', synonyms: [], types: ['Disease'] });
  assert.equal(parseTermWords(bytes, other), undefined);
  for (let end = 0; end < bytes.length; end++)
    assert.equal(parseTermWords(bytes.subarray(0, end), terms), undefined, `${end} bytes`);
  for (let at = 0; at < bytes.length; at++) {
    const damaged = Uint8Array.from(bytes);
    damaged[at] ^= 4;
    assert.equal(parseTermWords(damaged, terms), undefined, `byte ${at}`);
  }
});

test('only the index that comes with BioGloss has such a file', () =>
  assert.equal(readTermWords(terms), undefined));

const file = join(embeddedIndexFolder(), termWordsFile);
test('the file beside the embedded index holds what is counted of it', {
  skip: existsSync(file) ? false : `there is no ${file} yet: npm run build:index`,
}, () => {
  const index = openEmbeddedIndex();
  assert.ok(readTermWords(index));
  assert.ok(readFileSync(file).equals(termWordsBytes(index, TermWords.of(index))));
});
