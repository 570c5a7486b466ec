import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Choices, type Knowledge } from '../../../../server/src/tasks/normalization/choices';
import { describeEquivalents } from '../../../../server/src/tasks/normalization/describeEquivalents';
import { NameLexicon } from '../../../../server/src/tasks/normalization/nameLexicon';
import { equivalentIds } from '../../../../server/src/tasks/normalization/sources/equivalents';
import { Terminologies } from '../../../../server/src/terminology/terminologies';
import { indexOf } from '../../terminology/imported';

const jawTumor = {
  id: 'MESH:C563273',
  preferredName: 'Hyperparathyroidism 2',
  synonyms: [],
  types: ['Disease'],
  xrefs: ['OMIM:145001'],
};
const wolfram = {
  id: 'MESH:D014929',
  preferredName: 'Wolfram Syndrome',
  synonyms: [],
  types: ['Disease'],
  xrefs: ['OMIM:604928', 'OMIM:222300', 'UMLS:C0043207'],
};
const terminologies = new Terminologies([indexOf(jawTumor, wolfram)]);
const knowledge: Knowledge = {
  lexicon: NameLexicon.learn([{ wording: 'a tumor', type: 'Disease', concepts: ['OMIM:145001'] }]),
  terminologies,
  finders: [],
};
const question = { type: 'Disease', names: [{ role: 'read', name: 'x' }] } as const;

function choicesBeside(...meanings: string[]) {
  const choices = new Choices(terminologies);
  for (const meaning of meanings) choices.at(meaning).features.set('synonym', 0.8);
  equivalentIds(question, choices, knowledge);
  for (const choice of choices.all) describeEquivalents(choice, 'Disease', knowledge);
  return choices.all;
}
const ids = (...meanings: string[]) => choicesBeside(...meanings).map(({ meaning }) => meaning);

test('the numbers that OMIM has for a concept of MeSH are choices beside it, the lowest first', () => {
  assert.deepEqual(ids('MESH:D014929'), ['MESH:D014929', 'OMIM:222300', 'OMIM:604928']);
  assert.deepEqual(ids('OMIM:145001'), ['OMIM:145001', 'MESH:C563273']);
});

test('a concept without another id, and several concepts, have none beside them', () => {
  assert.deepEqual(ids('MESH:D000001'), ['MESH:D000001']);
  assert.deepEqual(ids('MESH:C563273|MESH:D014929'), ['MESH:C563273|MESH:D014929']);
});

test('what a terminology says of the names of a concept is true of its other ids, and so is its name', () => {
  const [, first] = choicesBeside('MESH:D014929');
  assert.equal(first.features.get('synonym').toFixed(2), '0.80');
  const [concept] = first.concepts;
  assert.equal(concept?.index.preferredName(concept.concept), 'Wolfram Syndrome');
});

test('the ranker is told which id is meant, whether MeSH had the concept late, and which one annotators wrote', () => {
  const told = (meaning: string) => {
    const { features } = choicesBeside('MESH:C563273', 'MESH:D014929').find(
      (each) => each.meaning === meaning,
    )!;
    return [
      features.get('another id'),
      features.get('another id, first'),
      features.get('another id, late supplementary'),
      features.get('annotations of the other id') > 0,
    ];
  };
  assert.deepEqual(told('MESH:C563273'), [1, 0, 1, true]);
  assert.deepEqual(told('OMIM:145001'), [1, 1, 1, false]);
  assert.deepEqual(told('MESH:D014929'), [0.5, 0, 0, false]);
  assert.deepEqual(told('OMIM:222300'), [0.5, 1, 0, false]);
  assert.deepEqual(told('OMIM:604928'), [0.5, 0, 0, false]);
});
