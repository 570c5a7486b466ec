import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abbreviates, isSymbol } from '../../../../server/src/tasks/normalization/abbreviates';

test('symbols are short and hold a capital', () => {
  for (const symbol of ['ALF', 'Dex', 'DVTs', 'H2O']) assert.ok(isSymbol(symbol), symbol);
  for (const name of ['pain', 'A', 'acute LF', 'Propranolol', '5']) assert.ok(!isSymbol(name), name);
});

test('initials of all words fit best, then the beginning of the name, then letters within its words', () => {
  assert.equal(abbreviates('ALF', 'acute liver failure'), 1);
  assert.equal(abbreviates('ALFs', 'acute liver failure'), 1);
  assert.equal(abbreviates('DIC', 'disorder of intravascular coagulation'), 1);
  assert.equal(abbreviates('Dex', 'dexamethasone'), 0.8);
  assert.equal(abbreviates('CPA', 'cyproterone acetate'), 0.6);
  assert.equal(abbreviates('MTX', 'methotrexate'), 0.6);
});

test('other letters, another order or a name hardly longer do not fit', () => {
  for (const [symbol, name] of [
    ['ALF', 'renal failure'],
    ['FLA', 'acute liver failure'],
    ['AL', 'acute liver failure'],
    ['ALF', 'alfa'],
  ] as const)
    assert.equal(abbreviates(symbol, name), 0, `${symbol} ${name}`);
});
