import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorOf, spanOf } from '../../../server/src/curation/anchor';
import { reversed } from '../../../server/src/curation/change';
import { changesNow } from '../../../server/src/curation/changesNow';
import type { MentionDecision } from '../../../server/src/curation/decision';
import { followDecisions } from '../../../server/src/curation/followEdit';

const rows = 'naproxen\tulcers\n'.repeat(40);
const places = [...rows.matchAll(/ulcers/g)].map(({ index }) => ({ start: index, end: index + 6 }));

const decided = (at: number, type: string): MentionDecision => ({
  kind: 'mention',
  id: `m${at}`,
  by: 'Ada',
  when: '2026-01-02T03:04:05Z',
  place: anchorOf(rows, places[at]!),
  is: { spans: [{ start: 0, end: 6 }], type },
});

test('a step is taken back where its decisions stand by now, also in rows that are all alike', () => {
  const [before, after] = ['Disease', 'Finding'].map((type) => places.map((_, at) => decided(at, type)));
  const step = places.map((_, at) => ({ before: before[at]!, after: after[at]! }));
  const text = `A title\n${rows}`;
  const now = followDecisions(after, { start: 0, end: 0, length: 8 }, text);
  const undone = changesNow(step.map(reversed), now, text).map((change) => change.after as MentionDecision);
  assert.deepEqual(
    undone.map(({ place, is }) => [spanOf(place).start, place.lost, is?.type]),
    places.map(({ start }) => [start + 8, undefined, 'Disease']),
  );
});

test('a decision that is not there any more is looked for by its content', () => {
  const text = 'It caused severe ulcers in three.';
  const decision = { ...decided(0, 'Disease'), place: anchorOf(text, { start: 17, end: 23 }) };
  const [found] = changesNow([{ after: decision }], [], `Later. ${text}`);
  assert.equal((found!.after as MentionDecision).place.start, 24);
  const [lost] = changesNow([{ after: decision }], [], 'Nothing is left.');
  assert.equal((lost!.after as MentionDecision).place.lost, true);
});
