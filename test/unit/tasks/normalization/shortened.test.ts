import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortened } from '../../../../server/src/tasks/normalization/shortened';

test('words are left out, as few as possible, the first ones before the last', () =>
  assert.deepEqual(
    [...shortened('spring allergic nasal rhinitis')],
    [
      'allergic nasal rhinitis',
      'spring nasal rhinitis',
      'spring allergic rhinitis',
      'spring allergic nasal',
      'nasal rhinitis',
      'spring allergic',
      'rhinitis',
      'spring',
    ],
  ));

test('one word, or what would leave too little, is not shortened', () => {
  for (const wording of ['rhinitis', '', 'a b', Array(20).fill('word').join(' ')])
    assert.deepEqual([...shortened(wording)], [], wording);
});
