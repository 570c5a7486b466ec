import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Annotations, EntityMention } from '../../../server/src/annotation/model';
import { applyDecisions } from '../../../server/src/curation/applyDecisions';
import { decideMention, type MentionAction } from '../../../server/src/curation/decideMention';
import type { MentionDecision } from '../../../server/src/curation/decision';

const text = 'Naproxen caused severe ulcers.';
const ulcers: EntityMention = {
  spans: [{ start: 23, end: 29 }],
  type: 'Disease',
  concepts: [{ id: 'MESH:D014456' }],
  origin: 'predicted',
};
const predicted: Annotations = { mentions: [ulcers], relations: [] };

/** The decision after a person has done this, one after the other, to the one mention, each time as it is shown by then. */
function after(...actions: readonly MentionAction[]): MentionDecision | undefined {
  return actions.reduce<MentionDecision | undefined>((decision, action, at) => {
    const { mentions, rejected } = applyDecisions(text, predicted, decision ? [decision] : []);
    const mention = mentions[0] ?? rejected.mentions[0]!;
    const when = `2026-01-02T03:04:0${at}Z`;
    return decideMention(text, { mention, decision }, action, { by: 'Ada', when, newId: () => 'm1' });
  }, undefined);
}

const linkToNone: MentionAction = { kind: 'link', concepts: [] };

test('that there is no concept stays said when the mention is accepted or its boundaries are moved', () => {
  const grow: MentionAction = { kind: 'setBoundaries', side: 'start', by: 'grow' };
  assert.deepEqual(after(linkToNone)?.is?.concepts, []);
  assert.deepEqual(after(linkToNone, { kind: 'accept' }), after(linkToNone));
  assert.deepEqual(after(linkToNone, grow)?.is?.concepts, []);
  assert.equal(after(linkToNone, grow)?.place.text, 'severe ulcers');
});

test('a concept of the other type goes with the type, and one that a person links to stands', () => {
  assert.equal(after(linkToNone, { kind: 'changeType', type: 'Symptom' })?.is?.concepts, undefined);
  assert.deepEqual(after(linkToNone, { kind: 'link', concepts: ['own:1'] })?.is?.concepts, ['own:1']);
  assert.deepEqual(after({ kind: 'accept' })?.is?.concepts, ['MESH:D014456']);
});
