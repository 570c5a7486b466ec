import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Annotations, EntityMention, Relation } from '../../server/src/annotation/model';
import { applyToMentions } from '../../server/src/curation/applyToMentions';
import { type Change, reversed, withChanges } from '../../server/src/curation/change';
import { CuratedText } from '../../server/src/curation/curatedText';
import type { Decision, MentionDecision } from '../../server/src/curation/decision';
import { disagreements } from '../../server/src/curation/disagreements';
import { followDecisions } from '../../server/src/curation/followEdit';
import { mentionDecision, type Said } from '../../server/src/curation/said';
import { stretchesOf } from '../../server/src/curation/stretch';
import { followEdit } from '../../server/src/languageService/followEdit';
import { bySpan } from '../../server/src/text/span';

const text = 'ab cd ef gh ij kl mn op qr st uv wx yz';

const type = fc.constantFrom('Chemical', 'Disease');
const concepts = fc.constantFrom([], ['D1'], ['D2'], ['D1', 'D2']);
const signed = { by: fc.constantFrom('Ada', 'Ben'), when: fc.constantFrom('2026-01-01', '2026-01-02') };
/** Near each other, so that many overlap, nest or are the same. */
const place = fc.tuple(fc.nat(text.length - 8), fc.integer({ min: 1, max: 8 })).map(([start, length]) => ({
  start,
  end: start + length,
}));
const said: fc.Arbitrary<Said> = fc
  .tuple(place, type, fc.option(concepts))
  .map(([span, each, ids]) => ({ spans: [span], type: each, ...(ids && { concepts: ids }) }));
const mention: fc.Arbitrary<EntityMention> = fc.tuple(place, type, concepts).map(([span, each, ids]) => ({
  spans: [span],
  type: each,
  concepts: ids.map((id) => ({ id })),
  origin: 'predicted',
}));
const ends = { subject: fc.constantFrom('D1', 'D2'), object: fc.constantFrom('D1', 'D2', 'D3') };
const relation: fc.Arbitrary<Relation> = fc
  .record({ ...ends, places: fc.array(fc.tuple(place, place), { maxLength: 2 }) })
  .map(({ places, ...others }) => ({
    ...others,
    type: 'CID',
    origin: 'predicted',
    evidence: places.map(([subject, object]) => ({
      sentence: { start: 0, end: text.length },
      subject,
      object,
    })),
  }));
/** Evidence stands where mentions do. */
const found: fc.Arbitrary<Annotations> = fc
  .tuple(fc.array(mention, { maxLength: 8 }), fc.array(relation, { maxLength: 3 }))
  .map(([mentions, relations]) => ({
    mentions: mentions.toSorted((a, b) => bySpan(a.spans[0], b.spans[0])),
    relations: relations.map((each) => ({
      ...each,
      evidence: each.evidence.map((evidence, at) => ({
        ...evidence,
        subject: mentions[at]?.spans[0] ?? evidence.subject,
        object: mentions.at(-1 - at)?.spans[0] ?? evidence.object,
      })),
    })),
  }));

type Make = (id: string, text: string) => Decision;
const onMention = fc
  .record({ ...signed, was: fc.option(said), is: fc.option(said), isKept: fc.boolean(), isLost: fc.nat(9) })
  .map(
    ({ was, is, isKept, isLost, ...who }): Make =>
      (id, now) => {
        const sides = was === null ? { is: is ?? ulcers } : { was, ...(isKept ? { is: was } : is && { is }) };
        const made = mentionDecision(now, sides, { id, ...who });
        return isLost === 0 ? { ...made, place: { ...made.place, lost: true } } : made;
      },
  );
const onRelation = fc.record({ ...signed, ...ends, holds: fc.boolean() }).map(
  (claim): Make =>
    (id) => ({ kind: 'relation', id, type: 'CID', evidence: [], ...claim }),
);
const remark = fc.record(signed).map(
  (who): Make =>
    (id) => ({ kind: 'note', id, note: 'why', ...who }),
);
const ulcers: Said = { spans: [{ start: 3, end: 5 }], type: 'Disease' };

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        decide: fc.uniqueArray(
          fc.tuple(
            fc.nat(9).map(String),
            fc.option(fc.oneof({ weight: 6, arbitrary: onMention }, onRelation, remark)),
          ),
          { minLength: 1, maxLength: 4, selector: ([id]) => id },
        ),
      }),
    },
    { weight: 2, arbitrary: fc.constant('undo' as const) },
    fc.constant('reorder' as const),
    fc.record({ insert: fc.nat(text.length), typed: fc.constantFrom('x', ' y ') }),
  ),
  { minLength: 1, maxLength: 12 },
);

test('what stands after each of many decisions, undos and edits is what comes of putting all of it together anew', () => {
  fc.assert(
    fc.property(found, steps, (predicted, made) => {
      let [now, model]: [string, Annotations] = [text, predicted];
      let decisions: readonly Decision[] = [];
      let curated: CuratedText | undefined;
      let done: (readonly Change[])[] = [];
      for (const step of made) {
        if (step === 'undo') decisions = withChanges(decisions, (done.pop() ?? []).map(reversed));
        else if (step === 'reorder') decisions = decisions.toReversed();
        else if ('insert' in step) {
          const edit = { start: step.insert, end: step.insert, length: step.typed.length };
          now = now.slice(0, edit.start) + step.typed + now.slice(edit.start);
          [model, decisions] = [followEdit(model, edit, now), followDecisions(decisions, edit, now)];
          done = [];
        } else {
          const changes = step.decide.flatMap(([id, make]): Change[] => {
            const before = decisions.find((each) => each.id === id);
            const after = make?.(id, now);
            return before || after ? [{ ...(before && { before }), ...(after && { after }) }] : [];
          });
          decisions = withChanges(decisions, changes);
          done.push(changes);
        }
        curated = CuratedText.after(curated, now, model, decisions);
        assert.deepEqual(told(curated), told(CuratedText.of(now, model, decisions)));
        assert.deepEqual(curated.disagreements, disagreements(decisions));
      }
    }),
    { numRuns: 800 },
  );
});

test('a text is cut into stretches without changing what stands in it', () => {
  fc.assert(
    fc.property(found, fc.array(onMention, { maxLength: 8 }), ({ mentions }, makes) => {
      const placed = makes
        .map((make, id) => make(String(id), text) as MentionDecision)
        .filter(({ place }) => !place.lost)
        .sort((a, b) => a.place.start - b.place.start || (a.id < b.id ? -1 : 1));
      const stretches = stretchesOf(mentions, placed);
      for (const [at, { start }] of stretches.entries())
        assert.ok(at === 0 || stretches[at - 1]!.end <= start);
      const parts = stretches.map(applyToMentions);
      const whole = applyToMentions({ start: 0, end: text.length, found: mentions, decisions: placed });
      assert.deepEqual(
        parts.flatMap((each) => each.mentions),
        whole.mentions,
      );
      assert.deepEqual(
        parts.flatMap((each) => each.rejected),
        whole.rejected,
      );
    }),
    { numRuns: 1500 },
  );
});

/** All that a text's curation tells, the decision behind each annotation with it. */
function told({ annotations, unplaced }: CuratedText) {
  const { mentions, relations, rejected, decisions } = annotations;
  const all = [...mentions, ...relations, ...rejected.mentions, ...rejected.relations];
  return {
    ...annotations,
    decisions: all.map((each) => decisions.get(each)),
    size: decisions.size,
    unplaced,
  };
}
