import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorOf } from '../../../server/src/curation/anchor';
import type { Decision, MentionDecision, NoteDecision } from '../../../server/src/curation/decision';
import { describeDisagreement, disagreements } from '../../../server/src/curation/disagreements';
import { mergeSidecars } from '../../../server/src/curation/merge';
import { emptySidecar, type Sidecar } from '../../../server/src/curation/sidecar';
import { mention, relation } from './decided';

const text = 'Naproxen caused severe ulcers.';
const naproxen = { words: 'Naproxen', type: 'Chemical', concepts: ['MESH:D009288'] };
const ulcers = { words: 'ulcers', type: 'Disease', concepts: ['MESH:D014456'] };
const was = mention(text, { was: ulcers, is: ulcers });
const by = (person: string, day: number) => ({ by: person, when: `2026-02-0${day}T00:00:00Z` });

const sidecar = (...decisions: Decision[]): Sidecar => ({ ...emptySidecar, decisions });

function merged(base: Decision[], ours: Decision[], theirs: Decision[]): readonly Decision[] {
  const [one, other] = [sidecar(...ours), sidecar(...theirs)];
  const { decisions } = mergeSidecars(sidecar(...base), one, other);
  const mirrored = mergeSidecars(sidecar(...base), other, one).decisions;
  assert.equal(mirrored.length, decisions.length, 'whoever merges');
  return decisions;
}

test('what either added, changed or took back is so in the merged one', () => {
  const own = mention(text, { is: naproxen, ...by('Ada', 1) });
  const rejected = mention(text, { was: ulcers, ...by('Ben', 2) });
  assert.deepEqual(merged([was], [was, own], [rejected]), [rejected, own]);
  assert.deepEqual(merged([was], [], [was]), []);
  assert.deepEqual(disagreements([rejected, own]), []);
});

test('changes in different aspects of one mention come together', () => {
  const retyped = mention(text, { was: ulcers, is: { ...ulcers, type: 'Symptom' }, ...by('Ada', 1) });
  const longer = mention(text, {
    was: ulcers,
    is: { ...ulcers, words: 'severe ulcers' },
    note: 'whole',
    ...by('Ben', 2),
  });
  const both = { was: ulcers, is: { ...ulcers, words: 'severe ulcers', type: 'Symptom' }, note: 'whole' };
  assert.deepEqual(merged([was], [retyped], [longer]), [mention(text, { ...both, ...by('Ben', 2) })]);
  assert.deepEqual(merged([was], [longer], [retyped]), [mention(text, { ...both, ...by('Ben', 2) })]);
});

test('what both changed in different ways stays twice, and is a disagreement', () => {
  const relinked = (id: string, person: string) =>
    mention(text, { was: ulcers, is: { ...ulcers, concepts: [id] }, ...by(person, 1) });
  const decisions = merged([was], [relinked('own:1', 'Ada')], [relinked('own:2', 'Ben')]);
  assert.deepEqual(
    decisions.map(({ id }) => id),
    ['ulcers', 'ulcers/Ben'],
  );
  assert.deepEqual(disagreements(decisions).map(describeDisagreement), [
    '“ulcers” from character 24: Ada says “ulcers” is Disease own:1, Ben says “ulcers” is Disease own:2 (concepts)',
  ]);
});

test('what one took back and the other changed stays as changed', () => {
  const rejected = mention(text, { was: ulcers, ...by('Ben', 1) });
  assert.deepEqual(merged([was], [], [rejected]), [rejected]);
});

test('new decisions of two people on one mention both stay; they contradict where they say different things', () => {
  const accepted = mention(text, { was: ulcers, is: ulcers, id: 'a', ...by('Ada', 1) });
  const rejected = mention(text, { was: ulcers, id: 'b', ...by('Ben', 1) });
  const also = { ...accepted, id: 'c', ...by('Ben', 2) };
  assert.equal(disagreements(merged([], [accepted], [also])).length, 0);
  assert.deepEqual(disagreements(merged([], [accepted], [rejected]))[0]!.about, ['verdict']);
  const claims = merged(
    [],
    [relation(text, true, by('Ada', 1))],
    [relation(text, false, { id: 'd', ...by('Ben', 1) })],
  );
  assert.match(
    describeDisagreement(disagreements(claims)[0]!),
    /Ada says the text claims it, Ben says the text does not/,
  );
});

test('mentions of one type that two people bound differently contradict', () => {
  const short = mention(text, { is: ulcers, id: 'a', ...by('Ada', 1) });
  const long = mention(text, { is: { ...ulcers, words: 'severe ulcers' }, id: 'b', ...by('Ben', 1) });
  assert.deepEqual(disagreements(merged([], [short], [long]))[0]!.about, ['boundaries']);
  const nested = { ...long, is: { ...long.is!, type: 'Symptom' } };
  assert.deepEqual(disagreements([short, nested]), []);
});

test('places that an edit moved on one side are those of the merged one, and nobody’s change', () => {
  const typed = `Later, ${text}`;
  const moved = mention(typed, { was: ulcers, is: ulcers });
  assert.deepEqual(merged([was], [was], [moved]), [moved]);
  const rejected = mention(text, { was: ulcers, ...by('Ben', 2) });
  assert.deepEqual(merged([was], [moved], [rejected]), [rejected]);
});

test('lines that were not understood stay once, and go where one side took them out', () => {
  const with_ = (...unread: string[]): Sidecar => ({ ...emptySidecar, unread });
  assert.deepEqual(mergeSidecars(with_('a', 'b'), with_('a', 'b', 'c'), with_('b', 'c')).unread, ['b', 'c']);
});

const lost = <Placed extends MentionDecision | NoteDecision>(decision: Placed): Placed => ({
  ...decision,
  place: { ...decision.place!, lost: true },
});

test('what was put in its place again stays there, also where the other window still holds it for lost', () => {
  const own = mention(text, { is: ulcers, ...by('Ada', 1) });
  const [before, elsewhere] = [mention(`Then ${text}`, { is: ulcers, ...by('Ada', 1) }), own];
  assert.deepEqual(merged([before], [lost(before)], [elsewhere]), [elsewhere]);
  assert.deepEqual(merged([before], [elsewhere], [lost(before)]), [elsewhere]);
  const noted = { ...lost(before), note: 'whole?' };
  assert.deepEqual(merged([before], [noted], [elsewhere]), [{ ...elsewhere, note: 'whole?' }]);
  assert.deepEqual(merged([before], [elsewhere], [noted]), [{ ...elsewhere, note: 'whole?' }]);
});

test('a note on a place and the evidence of a relation stay where they were put', () => {
  const note = (place: MentionDecision['place']): NoteDecision => ({
    kind: 'note',
    id: 'n',
    note: 'ask',
    ...by('Ada', 1),
    place,
  });
  const [before, elsewhere] = [note(anchorOf(text, { start: 0, end: 8 })), note(was.place)];
  assert.deepEqual(merged([before], [lost(before)], [elsewhere]), [elsewhere]);
  const evidence: [string, string][] = [['Naproxen', 'ulcers']];
  const [first, then] = [relation(text, true, { evidence }), relation(`Then ${text}`, true, { evidence })];
  const [{ subject, object }] = first.evidence as [(typeof first)['evidence'][number]];
  const half = { ...first, evidence: [{ subject: { ...subject, lost: true as const }, object }] };
  const [{ subject: placed }] = then.evidence as [(typeof half.evidence)[number]];
  assert.deepEqual(merged([first], [half], [then]), [{ ...half, evidence: [{ subject: placed, object }] }]);
});

test('words that were deleted on one side alone are lost in the merged one', () => {
  assert.deepEqual(merged([was], [lost(was)], [was]), [lost(was)]);
});

test('whoever merges gets the same decisions, also of merged ones', () => {
  const says = (id: string, concept: string, person: string) =>
    mention(text, { id, was: ulcers, is: { ...ulcers, concepts: [concept] }, ...by(person, 1) });
  const sides = [says('m1', 'own:1', 'Ada'), says('m1', 'own:2', 'Ben')] as const;
  const [base, ada, ben] = [sidecar(says('m1', 'own:0', 'Ada')), ...sides.map((each) => sidecar(each))];
  const [one, other] = [mergeSidecars(base!, ada!, ben!), mergeSidecars(base!, ben!, ada!)];
  assert.deepEqual(one.decisions, other.decisions);
  assert.deepEqual(mergeSidecars(base!, one, other).decisions, one.decisions);
  const again = says('m1', 'own:1', 'Ben');
  assert.deepEqual(
    mergeSidecars(base!, ada!, sidecar(again)).decisions,
    mergeSidecars(base!, sidecar(again), ada!).decisions,
  );
});
