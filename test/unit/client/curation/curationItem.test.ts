import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf, summaryOf } from '../../../../client/src/curation/curationItem';
import type { RelationView } from '../../../../server/src/protocol/annotations';
import { itemsIn, mark } from './items';

test('a relation of a name without a concept is asked about, and named to the server by the ids that it gave', () => {
  const relation: RelationView = {
    type: 'CID',
    subject: { id: 'text:zyloprex', name: 'Zyloprex' },
    object: { id: 'MESH:D014456', concept: 'MESH:D014456', name: 'ulcers' },
    score: 0.65,
    uncertainty: 0.5,
    origin: 'predicted',
    evidence: [],
  };
  const [item] = itemsOf({ mentions: [], rejected: [], relations: [relation], rejectedRelations: [] });
  const target = { type: 'CID', subject: 'text:zyloprex', object: 'MESH:D014456' };
  assert.deepEqual([item!.state, item!.target], ['undecided', { relations: [target] }]);
  assert.equal(summaryOf(item!), 'Zyloprex induces ulcers? · CID · 65 %');
});

test('what is asked about a mention tells what it means where that is not its name', () => {
  const links = [{ id: 'MESH:D014456', name: 'Ulcer' }];
  const [same, other] = itemsIn([mark('ulcer', [0, 0], { links }), mark('sores', [1, 0], { links })]);
  assert.equal(summaryOf(same!), 'Disease · MESH:D014456 · 90 %');
  assert.equal(summaryOf(other!), 'Disease · Ulcer · MESH:D014456 · 90 %');
});
