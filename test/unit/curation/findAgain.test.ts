import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorOf, spanOf } from '../../../server/src/curation/anchor';
import type { Decision, MentionDecision } from '../../../server/src/curation/decision';
import { findAgain } from '../../../server/src/curation/findAgain';
import { followDecisions, refreshed } from '../../../server/src/curation/followEdit';
import { spansIn } from '../../../server/src/curation/subject';
import { cpuSeconds } from '../../cpuSeconds';
import { mention } from './decided';

const text = 'Naproxen was given to fifty of the patients. It caused severe ulcers in three.';
const ulcers = { words: 'ulcers', type: 'Disease' };

/** Where "ulcers" of `text` is in another one: the words before it; undefined where it is lost. */
function foundIn(changed: string, original = text): string | undefined {
  const [found] = findAgain([mention(original, { is: ulcers })], changed) as [MentionDecision];
  if (found.place.lost) return undefined;
  const { start, end } = spanOf(found.place);
  assert.equal(changed.slice(start, end).replace(/\s+/g, ' '), 'ulcers');
  return changed.slice(0, start);
}

test('words are found where they stood, and where text before them has come or gone', () => {
  assert.equal(foundIn(text), text.slice(0, text.indexOf('ulcers')));
  assert.equal(foundIn(`Title\n\n${text}`), `Title\n\n${text.slice(0, text.indexOf('ulcers'))}`);
  assert.equal(foundIn('It caused severe ulcers in three.'), 'It caused severe ');
});

test('context tells one place from another', () => {
  const changed = `Others had ulcers of the leg. ${text} No ulcers later.`;
  assert.equal(foundIn(changed), `Others had ulcers of the leg. ${text.slice(0, text.indexOf('ulcers'))}`);
});

test('what is gone, or part of another word now, is lost and kept', () => {
  assert.equal(foundIn('Nothing is left.'), undefined);
  assert.equal(foundIn(text.replace('ulcers', 'ulcersomes')), undefined);
  assert.equal(foundIn('In the end there were no ulcers at all'), undefined);
});

test('of two places that look alike none is taken, unless one is where it was', () => {
  const line = 'caused severe ulcers in this group of the trial that was ended early by its sponsor.';
  const once = `First it ${line}\n`;
  const twice = `It has ${line}\nIt has ${line}\n`;
  assert.equal(foundIn(twice, once), undefined);
  assert.equal(foundIn(`${once}${once}`, once), once.slice(0, once.indexOf('ulcers')));
});

test('other line ends and indentation change nothing, also within a mention', () => {
  const original = 'Naproxen caused\nsevere ulcers\nin three of the fifty patients.';
  const decision = mention(original, {
    was: { words: 'ulcers', type: 'Disease' },
    is: { words: 'severe ulcers', type: 'Disease' },
  });
  const changed = 'Naproxen caused\r\n   severe\r\n   ulcers in three of the fifty patients.';
  const [found] = findAgain([decision], changed) as [MentionDecision];
  const says = (said: MentionDecision['is']) =>
    spansIn(found, said!).map(({ start, end }) => changed.slice(start, end));
  assert.deepEqual(says(found.was), ['ulcers']);
  assert.deepEqual(says(found.is), ['severe\r\n   ulcers']);
  const [back] = findAgain([found], original);
  assert.deepEqual(back, decision);
});

test('an edit of the words loses them, and undoing it brings them back', () => {
  const decision = mention(text, { is: ulcers });
  const at = text.indexOf('ulcers') + 2;
  const typed = `${text.slice(0, at)}XX${text.slice(at)}`;
  const lost = followDecisions([decision], { start: at, end: at, length: 2 }, typed);
  assert.equal((lost[0] as MentionDecision).place.lost, true);
  assert.deepEqual(findAgain(lost, text), [decision]);
});

test('what is said of the context follows on demand', () => {
  const typed = `Then ${text}`;
  const moved = followDecisions([mention(text, { is: ulcers })], { start: 0, end: 0, length: 5 }, typed);
  assert.deepEqual(refreshed(moved, typed), [mention(typed, { is: ulcers })]);
});

test('thousands of the same word are found again in a moment, where the text before them has changed', () => {
  let report = '';
  const starts = Array.from({ length: 4000 }, (_, patient) => {
    report += `Patient ${patient} had severe ulcers after naproxen. `;
    return report.lastIndexOf('ulcers');
  });
  const decisions = starts.map((start) => ({
    ...mention(text, { is: ulcers }),
    place: anchorOf(report, { start, end: start + 'ulcers'.length }),
  }));
  let found: readonly Decision[] = [];
  const seconds = cpuSeconds(() => {
    found = findAgain(decisions, `Title\n\n${report}`);
  });
  assert.deepEqual(
    (found as MentionDecision[]).map(({ place }) => place.start),
    starts.map((start) => start + 'Title\n\n'.length),
  );
  // All of them compared with each other take some seven seconds.
  assert.ok(seconds < 2, `${seconds} s`);
});

test('thousands of the same word are found again in a moment, where something beside each of them has changed', () => {
  const reportOf = (verb: string) =>
    Array.from({ length: 4000 }, (_, at) => `Patient ${at} ${verb} severe ulcers after naproxen. `).join('') +
    'No others.';
  const [report, changed] = [reportOf('had'), reportOf('showed')];
  const startsIn = (text: string) => [...text.matchAll(/ulcers/g)].map(({ index }) => index);
  const decisions = startsIn(report).map((start) => ({
    ...mention(text, { is: ulcers }),
    place: anchorOf(report, { start, end: start + 'ulcers'.length }),
  }));
  let found: readonly Decision[] = [];
  const seconds = cpuSeconds(() => {
    found = findAgain(decisions, changed);
  });
  const starts = (found as MentionDecision[]).map(({ place }) => (place.lost ? undefined : place.start));
  assert.deepEqual(starts, startsIn(changed));
  // Ranking all places for each of them takes some three seconds.
  assert.ok(seconds < 1.5, `${seconds} s`);
});

test('a decision whose mention is deleted does not go to another one that is decided on, and comes back with the text', () => {
  const line =
    'In this group of the trial, which was ended early by its sponsor, it caused severe ulcers in three of the fifty patients that were given it.\n';
  const twice = line + line;
  const decided = (start: number, id: string): MentionDecision => ({
    ...mention(line, { was: ulcers, id }),
    place: anchorOf(twice, { start, end: start + 'ulcers'.length }),
  });
  const [first, second] = [line.indexOf('ulcers'), line.length + line.indexOf('ulcers')];
  const decisions = [decided(first, 'a'), decided(second, 'b')];
  const lostIn = (found: readonly Decision[]) => found.map((each) => (each as MentionDecision).place.lost);
  // Deleted by another program.
  assert.deepEqual(lostIn(findAgain(decisions, line)), [undefined, true]);
  // Deleted in the editor, which looks for what is lost alone.
  const left = followDecisions(decisions, { start: line.length, end: twice.length, length: 0 }, line);
  const searched = [left[0]!, ...findAgain(left.slice(1), line, left)];
  assert.deepEqual(lostIn(searched), [undefined, true]);
  const back = followDecisions(
    searched,
    { start: line.length, end: line.length, length: line.length },
    twice,
  );
  const found = [back[0]!, ...findAgain(back.slice(1), twice, back)] as MentionDecision[];
  assert.deepEqual(
    found.map(({ place }) => [place.start, place.lost]),
    [
      [first, undefined],
      [second, undefined],
    ],
  );
});

test('two decisions on one mention are found in one place', () => {
  const both = [mention(text, { was: ulcers, id: 'a' }), mention(text, { was: ulcers, is: ulcers, id: 'b' })];
  const changed = `Title\n\n${text.replace('patients', 'persons')}`;
  const places = (findAgain(both, changed) as MentionDecision[]).map(({ place }) => [
    place.start,
    place.lost,
  ]);
  assert.deepEqual(places, [
    [changed.indexOf('ulcers'), undefined],
    [changed.indexOf('ulcers'), undefined],
  ]);
});
