import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Choices } from '../../../../server/src/tasks/normalization/choices';
import { NameLexicon } from '../../../../server/src/tasks/normalization/nameLexicon';
import type { Question } from '../../../../server/src/tasks/normalization/questions';
import { annotatedNames } from '../../../../server/src/tasks/normalization/sources/annotated';
import { Terminologies } from '../../../../server/src/terminology/terminologies';

const terminologies = new Terminologies([]);
const sighting = (type: string, ...concepts: string[]) => ({
  wording: 'breast and ovarian cancer',
  type,
  concepts,
});
const lexicon = NameLexicon.learn([
  sighting('Disease', 'MESH:D061325'),
  sighting('Disease', 'MESH:D061325'),
  sighting('Disease', 'MESH:D001943', 'MESH:D010051'),
  sighting('CompositeMention', 'MESH:D001943', 'MESH:D010051'),
]);

function shares(question: Question): Record<string, number> {
  const choices = new Choices(terminologies);
  annotatedNames(question, choices, { lexicon, terminologies, finders: [] });
  return Object.fromEntries(
    choices.all.map(({ meaning, features }) => [
      meaning,
      Math.round(100 * features.get('annotated letters')),
    ]),
  );
}

const names = [{ role: 'read', name: 'Breast and ovarian cancer' }] as const;

test('what annotators meant by a name counts by how often they did', () => {
  assert.deepEqual(shares({ type: 'Disease', names }), {
    'MESH:D061325': 67,
    'MESH:D001943|MESH:D010051': 33,
  });
});

test('what they meant in mentions of the same type goes before, where they have any', () => {
  assert.deepEqual(shares({ type: 'Disease', mentionType: 'CompositeMention', names }), {
    'MESH:D001943|MESH:D010051': 100,
  });
  assert.deepEqual(
    shares({ type: 'Disease', mentionType: 'Modifier', names }),
    shares({ type: 'Disease', names }),
  );
});
