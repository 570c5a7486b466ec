import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '../../../server/src/curation/decision';
import { findAgain } from '../../../server/src/curation/findAgain';
import { followDecisions } from '../../../server/src/curation/followEdit';
import { LostHere } from '../../../server/src/curation/lostHere';
import { mentionDecision } from '../../../server/src/curation/said';

const sentence =
  'In this patient naproxen was given for two weeks, and it caused severe ulcers of the stomach.\n';

/** A text as somebody edits it, with a decision on its last “ulcers”. */
class Edited {
  readonly #lost = new LostHere();
  decision: Decision;

  constructor(public text: string) {
    const start = text.lastIndexOf('ulcers');
    const said = { spans: [{ start, end: start + 6 }], type: 'Disease' } as const;
    const signature = { id: 'm1', by: 'Ada', when: '2026-01-02T03:04:05Z' };
    this.decision = mentionDecision(text, { was: said, is: said }, signature);
  }

  /** Replaces a stretch, and looks for what is lost, as after a pause. @returns where the decision is */
  replace(start: number, end: number, by: string): number | 'lost' {
    this.text = this.text.slice(0, start) + by + this.text.slice(end);
    const edit = { start, end, length: by.length };
    const before = [this.decision];
    const now = followDecisions(before, edit, this.text);
    this.#lost.followed(before, now, edit, this.text);
    const [found] = findAgain(now, this.text, now, (...asked) => this.#lost.mayBeAt(...asked));
    this.decision = found!;
    this.#lost.keep([found!]);
    return this.place;
  }

  get place(): number | 'lost' {
    const { place } = this.decision as Extract<Decision, { kind: 'mention' }>;
    return place.lost ? 'lost' : place.start;
  }
}

test('a decision whose sentence is deleted does not go to the same sentence elsewhere, and is back with its own', () => {
  const edited = new Edited(sentence + sentence);
  const place = edited.place;
  assert.equal(edited.replace(sentence.length, 2 * sentence.length, ''), 'lost');
  assert.equal(edited.replace(0, 0, 'Later. '), 'lost');
  assert.equal(edited.replace(0, 7, ''), 'lost');
  assert.equal(edited.replace(sentence.length, sentence.length, sentence), place);
});

test('a decision goes with its sentence that is cut and put in elsewhere', () => {
  const edited = new Edited(`First.\n${sentence}`);
  assert.equal(edited.replace(7, 7 + sentence.length, ''), 'lost');
  assert.equal(edited.replace(0, 0, sentence), sentence.indexOf('ulcers'));
});

test('a decision is back when a letter that made its words others is deleted', () => {
  const edited = new Edited(sentence + sentence);
  const place = edited.place as number;
  assert.equal(edited.replace(place + 3, place + 3, 'x'), 'lost');
  assert.equal(edited.replace(place + 3, place + 4, ''), place);
});
