import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf, summaryOf } from '../../../../client/src/curation/curationItem';
import { decidedBy } from '../../../../client/src/curation/decidedBy';
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

test('in a corpus file a relation is asked about in each document that claims it, and what the file says has no author', () => {
  const claim: RelationView = {
    type: 'CID',
    subject: { id: 'D009288', concept: 'D009288', name: 'naproxen' },
    object: { id: 'D014456', concept: 'D014456', name: 'ulcers' },
    uncertainty: 0,
    origin: 'gold',
    document: 0,
    decided: { decision: '', verdict: 'accepted', by: '', when: '' },
    evidence: [],
  };
  const relations = [claim, { ...claim, document: 1 }];
  const items = itemsOf({ mentions: [], rejected: [], relations, rejectedRelations: [] });
  assert.equal(new Set(items.map(({ key }) => key)).size, 2);
  const ends = { type: 'CID', subject: 'D009288', object: 'D014456' };
  assert.deepEqual(
    items.map(({ target }) => target),
    [0, 1].map((document) => ({ relations: [{ ...ends, document }] })),
  );
  assert.equal(decidedBy(items[0]!.state, items[0]!.decided!), 'In the file itself');
});
