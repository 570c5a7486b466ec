import assert from 'node:assert/strict';
import { test } from 'node:test';
import { affixesPerWord, hashUnits, writeAffixes } from '../../../../server/src/tasks/words/affixes';
import {
  characterCount,
  charactersPerWord,
  writeCharacters,
} from '../../../../server/src/tasks/words/characters';
import { shapeName, shapeOf } from '../../../../server/src/tasks/words/shape';
import { Subwords, subwordsPerWord } from '../../../../server/src/tasks/words/subwords';
import { Vocabulary } from '../../../../server/src/tasks/words/vocabulary';
import { WordEncoder } from '../../../../server/src/tasks/words/wordFeatures';
import { finished } from '../../../../server/src/terminology/candidates/slices';
import { learnWordPiece } from '../../../../server/src/training/wordPiece';

const vocabulary = Vocabulary.of(['the', 'aspirin', '00']);
const counts = new Map([
  ['aspirin', 9],
  ['aspirate', 4],
  ['nephritis', 6],
  ['arthritis', 5],
  ['the', 30],
]);
const encoder = () =>
  new WordEncoder(vocabulary, new Subwords(finished(learnWordPiece(counts, 60))), { affixBuckets: 1024 });

const affixes = (word: string): number[] => {
  const target = new Int32Array(affixesPerWord);
  writeAffixes(word, 16384, target, 0);
  return [...target];
};

const characters = (word: string): number[] => {
  const target = new Int32Array(charactersPerWord);
  writeCharacters(word, target, 0);
  return [...target];
};

test('words are looked up without case, and every number of the same length is one word', () => {
  assert.deepEqual(
    ['Aspirin', 'THE', '25', '99', '1', 'naproxen'].map((word) => vocabulary.row(word)),
    [2, 1, 3, 3, 0, 0],
  );
  assert.equal(vocabulary.size, 4);
});

test('words.txt round-trips, and an empty or repeated line is told', () => {
  assert.deepEqual(Vocabulary.parse(vocabulary.toString()).words, vocabulary.words);
  assert.throws(() => Vocabulary.parse('a\n\nb\n'), /Line 2 of words.txt is empty/);
  assert.throws(() => Vocabulary.parse('a\nb\na\n'), /"a" twice/);
});

test('every word has its row, however many there are, and other words have none', () => {
  const words = Array.from(
    { length: 5_000 },
    (_, i) => `w${i.toString(36).replace(/\d/g, 'é')}${'x'.repeat(i % 7)}`,
  );
  const distinct = [...new Set(words)];
  const text = distinct.join('\r\n');
  for (const vocabulary of [Vocabulary.of(distinct), Vocabulary.parse(text)]) {
    assert.deepEqual(vocabulary.words, distinct);
    for (const [i, word] of distinct.entries()) assert.equal(vocabulary.row(word.toUpperCase()), i + 1, word);
    for (const word of ['', 'w', 'unknown', `${distinct[0]}\n${distinct[1]}`])
      assert.equal(vocabulary.row(word), 0);
    assert.equal(vocabulary.size, distinct.length + 1);
  }
});

test('words with the same ending share the buckets of their suffixes', () => {
  const [nephritis, arthritis] = [affixes('nephritis'), affixes('arthritis')];
  assert.deepEqual(nephritis.slice(3), arthritis.slice(3));
  assert.ok(nephritis.slice(0, 3).every((bucket, i) => bucket !== arthritis[i]));
});

test('a word shorter than an affix has none of it, and buckets stay inside the table', () => {
  assert.deepEqual(affixes('is'), [0, 0, 0, 0, 0, 0]);
  const [three, four] = affixes('rat');
  assert.ok(three > 0 && four === 0);
  for (const word of ['hypertension', 'αβγδε', '\ud800abcd'])
    assert.ok(affixes(word).every((bucket) => bucket > 0 && bucket < 16384));
});

test('the affix hash never changes: trained models depend on it', () => {
  assert.equal(hashUnits('itis', 0, 4, 0), hashUnits('nephritis', 5, 9, 0));
  assert.deepEqual(
    [hashUnits('', 0, 0, 0), hashUnits('abc', 0, 3, 1), hashUnits('β', 0, 1, 2)],
    [2872998923, 2597186749, 1498738232],
  );
});

test('a long word is read from both ends', () => {
  const word = 'methylenedioxymethamphetamine';
  assert.deepEqual(characters(word), characters(word.slice(0, 9) + word.slice(-9)));
  assert.deepEqual(characters('rat').slice(3), new Array(15).fill(0));
});

test('characters keep their case, accents are folded, strangers share an id', () => {
  const id = (character: string): number => characters(character)[0];
  assert.notEqual(id('a'), id('A'));
  assert.equal(id('é'), id('e'));
  assert.equal(id('µ'), id('μ'));
  assert.equal(id('漢'), id('字'));
  assert.notEqual(id('漢'), id('☃'));
  for (let unit = 0; unit < 0x10000; unit++) {
    const here = id(String.fromCharCode(unit));
    assert.ok(here > 0 && here < characterCount);
  }
});

test('shapes', () => {
  const expected = {
    aspirin: 'lower case',
    Naproxen: 'capitalised',
    NSAID: 'upper case',
    mRNA: 'mixed case',
    a: 'one lower-case letter',
    T: 'one upper-case letter',
    II: 'Roman numeral',
    XIV: 'Roman numeral',
    β: 'Greek',
    µ: 'Greek',
    '5': 'one digit',
    '25': 'digits',
    '(': 'opening bracket',
    ']': 'closing bracket',
    '–': 'hyphen',
    '.': 'full stop',
    ',': 'comma',
    ';': 'colon or semicolon',
    '/': 'slash',
    '’': 'quotation mark',
    '±': 'sign of comparison or arithmetic',
    '%': 'per cent',
    漢字: 'letters without case',
    '☃': 'other',
    '😀': 'other',
  };
  for (const [word, shape] of Object.entries(expected)) assert.equal(shapeName(shapeOf(word)), shape, word);
});

test('each distinct word has one row, in order of appearance', () => {
  const { index, rows } = encoder().encode(['The', 'aspirin', 'The', 'Aspirin', 'aspirin']);
  assert.deepEqual([...index], [0, 1, 0, 2, 1]);
  assert.equal(rows.count, 3);
  assert.deepEqual([...rows.vector], [1n, 2n, 2n]);
  assert.equal(rows.affixes.length, 3 * affixesPerWord);
  assert.equal(rows.characters.length, 3 * charactersPerWord);
  assert.equal(rows.subwords.length, 3 * subwordsPerWord);
  assert.notEqual(rows.shape[1], rows.shape[2]);
  assert.deepEqual(
    rows.affixes.slice(affixesPerWord, 2 * affixesPerWord),
    rows.affixes.slice(2 * affixesPerWord),
  );
});

test('a warm encoder gives what a fresh one gives', () => {
  const words = Array.from({ length: 3000 }, (_, i) => `word${i % 1700}itis`.slice(i % 5));
  const warm = encoder();
  warm.encode(words.slice(1000));
  assert.deepEqual(warm.encode(words), encoder().encode(words));
});

test('no words give no rows', () => {
  const { index, rows } = encoder().encode([]);
  assert.equal(index.length + rows.count + rows.characters.length, 0);
});

test('a tokenizer of another kind is refused with a sentence', () => {
  assert.throws(() => new Subwords({ model: { type: 'BPE', vocab: {} } }), /a WordPiece model was expected/);
  assert.throws(() => new Subwords({}), /a WordPiece model was expected/);
});
