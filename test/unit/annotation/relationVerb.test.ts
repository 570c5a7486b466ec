import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relationName, relationVerb } from '../../../server/src/annotation/relationVerb';

test('a relation reads as a sentence from either end, also where it is denied', () => {
  assert.equal(`naproxen ${relationVerb('CID', 'subject')} ulcers`, 'naproxen induces ulcers');
  assert.equal(`ulcers ${relationVerb('CID', 'object')} naproxen`, 'ulcers is induced by naproxen');
  assert.equal(`naproxen ${relationVerb('CID', 'subject', true)} ulcers`, 'naproxen does not induce ulcers');
});

test('a type that nobody foresaw keeps its name, whatever it is', () => {
  for (const type of ['Drug_Interaction', 'constructor', '__proto__']) {
    assert.equal(relationVerb(type, 'subject'), `${type} →`);
    assert.equal(relationVerb(type, 'object', true), `not ${type} ←`);
    assert.equal(relationName(type, true), `not ${type}`);
  }
});
