import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EntityMention, Relation } from '../../../server/src/annotation/model';
import { unlinked } from '../../../server/src/annotation/unlinked';
import { applyDecisions } from '../../../server/src/curation/applyDecisions';
import type { RelationDecision } from '../../../server/src/curation/decision';
import { Plan } from '../../../server/src/curation/plan';
import { mentionView, relationView } from '../../../server/src/lsp/annotationViews';
import { planAction } from '../../../server/src/lsp/curation/planAction';

const text = 'Zyloprex caused ulcers.';
const document = TextDocument.create('file:///a.txt', 'plaintext', 1, text);
const [drug, harm] = [
  { start: 0, end: 8 },
  { start: 16, end: 22 },
];

const mention = (span: typeof drug, type: string, id: string): EntityMention => ({
  spans: [span],
  type,
  concepts: [{ id, score: 0.5 }],
  score: 0.8,
  origin: 'predicted',
});
const relation: Relation = {
  type: 'CID',
  subject: unlinked('zyloprex'),
  object: 'MESH:D014456',
  score: 0.65,
  evidence: [{ sentence: { start: 0, end: text.length }, subject: drug, object: harm }],
  origin: 'predicted',
};
const found = {
  mentions: [mention(drug, 'Chemical', relation.subject), mention(harm, 'Disease', relation.object)],
  relations: [relation],
};
const curated = {
  ...applyDecisions(text, found, []),
  version: 1,
  complete: true,
  unread: [],
  thresholds: { CID: 0.3 },
};

test('a view tells how much in doubt a mention or relation is, by the measure that orders documents for review', () => {
  assert.equal(mentionView(document, curated.mentions[1]!, curated).uncertainty, 0.6);
  assert.equal(relationView(document, curated.relations[0]!, curated).uncertainty.toFixed(3), '0.500');
});

test('a relation of a name that no terminology has is decided on by the ids of its view', () => {
  const { type, subject, object } = relationView(document, curated.relations[0]!, curated);
  assert.deepEqual([subject.concept, subject.name], [undefined, 'Zyloprex']);
  const plan = new Plan(
    { text, annotations: curated, decisions: [] },
    { by: 'Ada', when: '2026-01-02T03:04:05Z', newId: () => 'r1' },
  );
  const target = { type, subject: subject.id, object: object.id };
  const on = { uri: document.uri, version: 1, relations: [target] };
  const planned = { document, annotations: curated, decisions: [], plan };
  assert.deepEqual(planAction({ kind: 'reject' }, on, planned, false).names, ['Zyloprex induces ulcers']);
  const decisions = plan.changes.map(({ after }) => after!);
  const { relations, rejected } = applyDecisions(text, found, decisions);
  assert.deepEqual([relations.length, rejected.relations.length], [0, 1]);
});

test('a relation that has lost evidence holds without it where a person accepts it', () => {
  const lost = { start: 0, text: 'gone', before: '', after: '', lost: true } as const;
  const stands = { start: 16, text: 'ulcers', before: 'caused ', after: '.' };
  const { type, subject, object } = relation;
  const evidence = [lost, stands].map((each) => ({ subject: each, object: stands }));
  const said = { id: 'r1', by: 'Ben', when: '2026-01-01T00:00:00Z', holds: true, evidence };
  const decision: RelationDecision = { kind: 'relation', type, subject, object, ...said };
  const plan = new Plan(
    { text, annotations: curated, decisions: [decision] },
    { by: 'Ada', when: '2026-01-02T03:04:05Z', newId: () => 'r2' },
  );
  plan.prefer(decision);
  const [change] = plan.changes;
  assert.deepEqual(change?.after, {
    ...decision,
    by: 'Ada',
    when: '2026-01-02T03:04:05Z',
    evidence: [evidence[1]],
  });
});
