import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EntityMention } from '../../../server/src/annotation/model';
import { applyDecisions } from '../../../server/src/curation/applyDecisions';
import { Plan } from '../../../server/src/curation/plan';
import { planAction, planAlike } from '../../../server/src/lsp/curation/planAction';
import { cpuSeconds } from '../../cpuSeconds';

const count = 4_000;
const document = TextDocument.create('file:///many.txt', 'plaintext', 1, 'It caused ulcers. '.repeat(count));
const text = document.getText();

/** Plans something for all alike of what is named, and for all that is. @param marked whether the words are marked */
function planned(marked: boolean, action: Parameters<typeof planAction>[0]): number {
  const places = [...text.matchAll(/ulcers/g)].map(({ index }) => ({ start: index, end: index + 6 }));
  const mentions = places.map(
    (place): EntityMention => ({ spans: [place], type: 'Disease', concepts: [], origin: 'predicted' }),
  );
  const annotations = {
    ...applyDecisions(text, { mentions: marked ? mentions : [], relations: [] }, []),
    version: 1,
    complete: true,
    unread: [],
  };
  let id = 0;
  const signature = { by: 'Ada', when: '2026-01-05T00:00:00Z', newId: () => `m${id++}` };
  const plan = new Plan({ text, annotations, decisions: [] }, signature);
  const targets = marked ? places : places.slice(0, 1);
  const ranges = targets.map(({ start, end }) => ({
    ranges: [{ start: document.positionAt(start), end: document.positionAt(end) }] as const,
  }));
  const all = { document, annotations, decisions: [], plan };
  const { wanted } = planAction(action, { uri: document.uri, version: 1, mentions: ranges }, all, true);
  planAlike(action, wanted, all);
  return plan.changes.length;
}

test('what is alike is looked for once, however many of it are selected', () => {
  const seconds = cpuSeconds(() => assert.equal(planned(true, { kind: 'reject' }), count));
  // Once for each of them it takes ten seconds.
  assert.ok(seconds < 2, `${seconds} s`);
});

test('thousands of places are marked at once', () => {
  const seconds = cpuSeconds(() => assert.equal(planned(false, { kind: 'add', type: 'Disease' }), count));
  assert.ok(seconds < 2, `${seconds} s`);
});
