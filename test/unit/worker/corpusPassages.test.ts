import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatById } from '../../../server/src/formats/registry';
import { readPassages } from '../../../server/src/worker/analysis/passages';
import { annotated } from '../../support/annotated';

const documents = [annotated('«Naproxen»:Chemical & "ulcers"\nin four'), annotated('Aspirin.')];

/** What is read of a file, passage by passage. */
const read = (format: string, languageId = format): string[] => {
  const text = formatById(format)!.write!(documents);
  return readPassages(text, languageId).map(({ prose, span }) => {
    assert.deepEqual([span.start, span.end], [prose[0].start, prose.at(-1)!.end]);
    return prose.map(({ start, end }) => text.slice(start, end)).join('');
  });
};

test('of a corpus file the texts are read at their places, without what the format writes around them', () => {
  assert.deepEqual(read('pubtator'), ['Naproxen & "ulcers"', 'in four', 'Aspirin.']);
  assert.deepEqual(read('jsonl', 'jsonl-annotations'), ['Naproxen & "ulcers"', 'in four', 'Aspirin.']);
  assert.deepEqual(read('jsonl'), read('jsonl', 'jsonl-annotations'));
  assert.deepEqual(read('bioc-json'), ['Naproxen & "ulcers"', 'in four', 'Aspirin.']);
  assert.deepEqual(read('bioc-xml').at(-1), 'Aspirin.');
  assert.match(read('bioc-xml')[0], /^Naproxen {2}"?ulcers/);
});

test('words of CoNLL have their line breaks for blanks', () =>
  assert.deepEqual(read('conll'), ['Naproxen\n&\n"\nulcers\n"\nin\nfour', 'Aspirin\n.']));

test('JSON that is no corpus, and brat’s annotations, have nothing to be read', () => {
  assert.deepEqual(readPassages('{"name": "Naproxen"}', 'json'), []);
  assert.deepEqual(readPassages('T1\tChemical 0 8\tNaproxen', 'brat'), []);
});
