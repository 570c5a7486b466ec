import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Annotations, type EntityMention, wording } from '../../../server/src/annotation/model';
import { applyDecisions } from '../../../server/src/curation/applyDecisions';
import type { Decision } from '../../../server/src/curation/decision';
import { disagreements } from '../../../server/src/curation/disagreements';
import { Plan } from '../../../server/src/curation/plan';
import { cpuSeconds } from '../../cpuSeconds';
import { mention, relation } from './decided';

const text = 'Naproxen was given. It caused severe ulcers, not headache.';

const found = (words: string, type: string, concept?: string): EntityMention => {
  const start = text.indexOf(words);
  const concepts = concept ? [{ id: concept, score: 0.9 }] : [];
  return { spans: [{ start, end: start + words.length }], type, concepts, score: 0.9, origin: 'predicted' };
};
const predicted: Annotations = {
  mentions: [found('Naproxen', 'Chemical', 'MESH:D009288'), found('ulcers', 'Disease', 'MESH:D014456')],
  relations: [
    {
      type: 'CID',
      subject: 'MESH:D009288',
      object: 'MESH:D014456',
      score: 0.8,
      origin: 'predicted',
      evidence: [
        { sentence: { start: 0, end: 44 }, subject: { start: 0, end: 8 }, object: { start: 37, end: 43 } },
      ],
    },
  ],
};

/** Mentions as `words/Type/concepts origin`. */
function mentionsWith(decisions: readonly Decision[], model: Annotations = predicted): string[] {
  return applyDecisions(text, model, decisions).mentions.map(
    (each) =>
      `${wording(text, each)}/${each.type}/${each.concepts.map(({ id }) => id).join('|')} ${each.origin}`,
  );
}
const naproxen = 'Naproxen/Chemical/MESH:D009288 predicted';
const ulcers = { words: 'ulcers', type: 'Disease', concepts: ['MESH:D014456'] };

test('what nobody decided is the model’s', () => {
  const { mentions, relations } = applyDecisions(text, predicted, []);
  assert.deepEqual({ mentions, relations }, predicted);
});

test('an accepted mention is the person’s', () => {
  assert.deepEqual(mentionsWith([mention(text, { was: ulcers, is: ulcers })]), [
    naproxen,
    'ulcers/Disease/MESH:D014456 user',
  ]);
});

test('a rejected mention stays away, also where a later model bounds it otherwise', () => {
  const rejected = [mention(text, { was: ulcers })];
  assert.deepEqual(mentionsWith(rejected), [naproxen]);
  const later = { mentions: [found('severe ulcers', 'Disease')], relations: [] };
  assert.deepEqual(mentionsWith(rejected, later), []);
  const otherType = { mentions: [found('ulcers', 'Symptom')], relations: [] };
  assert.deepEqual(mentionsWith(rejected, otherType), ['ulcers/Symptom/ predicted']);
});

test('type, boundaries and concept are as the person corrected them', () => {
  const corrected = { words: 'severe ulcers', type: 'Symptom', concepts: ['own:1', 'own:2'] };
  assert.deepEqual(mentionsWith([mention(text, { was: ulcers, is: corrected })]), [
    naproxen,
    'severe ulcers/Symptom/own:1|own:2 user',
  ]);
});

test('a concept left open is the model’s, and one decided to be none stays none', () => {
  const open = { words: 'ulcers', type: 'Disease' };
  assert.deepEqual(mentionsWith([mention(text, { is: open })]), [
    naproxen,
    'ulcers/Disease/MESH:D014456 user',
  ]);
  assert.deepEqual(mentionsWith([mention(text, { is: { ...open, concepts: [] } })]), [
    naproxen,
    'ulcers/Disease/ user',
  ]);
});

test('a person’s mention bars what crosses it or equals it, not what lies within it in another type', () => {
  const decided = [mention(text, { is: { words: 'severe ulcers', type: 'Disease', concepts: [] } })];
  const withModel = (words: string, type: string) =>
    mentionsWith(decided, { mentions: [found(words, type)], relations: [] });
  assert.deepEqual(withModel('caused severe', 'Symptom'), ['severe ulcers/Disease/ user']);
  assert.deepEqual(withModel('severe ulcers', 'Symptom'), ['severe ulcers/Disease/ user']);
  assert.deepEqual(withModel('ulcers', 'Disease'), ['severe ulcers/Disease/ user']);
  assert.equal(withModel('ulcers', 'Organ').length, 2);
});

test('of two decisions on one mention the later counts, whatever their order; a lost one counts for nothing', () => {
  const kept = mention(text, { was: ulcers, is: ulcers, when: '2026-01-01T00:00:00Z' });
  const later = mention(text, { was: ulcers, id: 'b', when: '2026-01-03T00:00:00Z' });
  assert.deepEqual(mentionsWith([later, kept]), [naproxen]);
  assert.deepEqual(mentionsWith([kept, later]), [naproxen]);
  const lost = { ...later, place: { ...later.place, lost: true as const } };
  assert.deepEqual(mentionsWith([kept, lost]), [naproxen, 'ulcers/Disease/MESH:D014456 user']);
});

test('a note comes along', () => {
  const [, noted] = applyDecisions(text, predicted, [
    mention(text, { was: ulcers, is: ulcers, note: 'ask Ben' }),
  ]).mentions;
  assert.deepEqual(noted!.attributes, { note: 'ask Ben' });
});

const relationsWith = (decisions: readonly Decision[], model = predicted) =>
  applyDecisions(text, model, decisions).relations;

test('a relation is rejected, accepted with the model’s evidence, or new with the person’s', () => {
  assert.deepEqual(relationsWith([relation(text, false)]), []);
  const [accepted] = relationsWith([relation(text, true)]);
  assert.equal(accepted!.origin, 'user');
  assert.deepEqual(accepted!.evidence, predicted.relations[0]!.evidence);
  const nothing = { mentions: [], relations: [] };
  const [made] = relationsWith([relation(text, true, { evidence: [['It', 'ulcers']] })], nothing);
  const [{ sentence, subject, object }] = made!.evidence as [(typeof made)['evidence'][number]];
  assert.equal(text.slice(sentence.start, sentence.end), 'It caused severe ulcers, not headache.');
  assert.deepEqual([subject.start, object.start], [text.indexOf('It'), text.indexOf('ulcers')]);
});

test('a predicted relation goes with the last mention of its concept', () => {
  assert.deepEqual(relationsWith([mention(text, { was: ulcers })]), []);
  const relinked = mention(text, { was: ulcers, is: { ...ulcers, concepts: ['own:1'] } });
  assert.deepEqual(relationsWith([relinked]), []);
  assert.deepEqual(relationsWith([mention(text, { was: ulcers, is: ulcers })]), predicted.relations);
});

test('one stretch that models find to be of two types is rejected as either, and each stays away', () => {
  const chemical = { ...ulcers, type: 'Chemical', concepts: ['MESH:D007854'] };
  const rejected = [mention(text, { was: chemical, id: 'a' }), mention(text, { was: ulcers, id: 'b' })];
  const model = { mentions: [found('ulcers', 'Chemical'), found('ulcers', 'Disease')], relations: [] };
  assert.deepEqual(mentionsWith(rejected, model), []);
  assert.equal(applyDecisions(text, model, rejected).rejected.mentions.length, 2);
  assert.deepEqual(disagreements(rejected), []);
  const kept = mention(text, { was: ulcers, is: ulcers, id: 'c', by: 'Ben' });
  assert.deepEqual(disagreements([rejected[0]!, kept]), []);
  assert.deepEqual(disagreements([...rejected, kept])[0]!.about, ['verdict']);
});

test('who rejects a type later says so of a mention that somebody had corrected to it', () => {
  const chemical = { ...ulcers, type: 'Chemical', concepts: [] };
  const corrected = mention(text, { was: chemical, is: ulcers, id: 'a' });
  const rejected = mention(text, { was: ulcers, id: 'b', by: 'Ben', when: '2026-01-03T00:00:00Z' });
  assert.deepEqual(mentionsWith([corrected, rejected]), [naproxen]);
  const since = { ...corrected, when: '2026-01-04T00:00:00Z' };
  assert.deepEqual(mentionsWith([since, rejected]), [naproxen, 'ulcers/Disease/MESH:D014456 user']);
  assert.deepEqual(applyDecisions(text, predicted, [since, rejected]).rejected.mentions, []);
});

test('persons who came to one mention from different findings agree, and it stands once', () => {
  const severe = { words: 'severe ulcers', type: 'Disease', concepts: ['MESH:D014456'] };
  const added = mention(text, { is: severe, id: 'a' });
  const corrected = mention(text, { was: ulcers, is: severe, id: 'b', by: 'Ben' });
  for (const both of [
    [added, corrected],
    [corrected, added],
  ]) {
    assert.deepEqual(mentionsWith(both), [naproxen, 'severe ulcers/Disease/MESH:D014456 user']);
    assert.deepEqual(disagreements(both), []);
  }
  const relinked = { ...added, is: { ...added.is!, concepts: ['own:1'] } };
  assert.deepEqual(disagreements([corrected, relinked])[0]!.about, ['concepts']);
});

test('a predicted relation stays where a person has moved a boundary alone, and its evidence moves along', () => {
  const longer = mention(text, { was: ulcers, is: { ...ulcers, words: 'severe ulcers' } });
  const [moved] = relationsWith([longer]);
  assert.equal(moved!.origin, 'predicted');
  assert.deepEqual(
    moved!.evidence.map(({ subject, object }) =>
      [subject, object].map(({ start, end }) => text.slice(start, end)),
    ),
    [['Naproxen', 'severe ulcers']],
  );
  const elsewhere = {
    ...predicted,
    mentions: [...predicted.mentions, found('headache', 'Disease', 'MESH:D014456')],
  };
  const relinked = mention(text, { was: ulcers, is: { ...ulcers, concepts: ['own:1'] } });
  assert.deepEqual(relationsWith([relinked], elsewhere), elsewhere.relations);
  assert.deepEqual(relationsWith([mention(text, { was: ulcers })], elsewhere), []);
});

test('the sentence of evidence is found in a moment in a text of one long paragraph', () => {
  const long = `${'Nothing is said here. '.repeat(50_000)}${text} ${'Nor is it here. '.repeat(50_000)}`;
  const decided = relation(long, true, { evidence: [['It', 'ulcers']] });
  let sentences: string[] = [];
  const seconds = cpuSeconds(() => {
    for (let edits = 0; edits < 20; edits++) {
      const [shown] = applyDecisions(long, { mentions: [], relations: [] }, [decided]).relations;
      sentences = shown!.evidence.map(({ sentence }) => long.slice(sentence.start, sentence.end));
    }
  });
  assert.deepEqual(sentences, ['It caused severe ulcers, not headache.']);
  // Splitting the whole paragraph takes some seconds.
  assert.ok(seconds < 0.3, `${seconds} s`);
});

test('a mention that is added where it is marked already, and as another type too, is there', () => {
  const marked = ['Chemical', 'Disease'].map((type) => found('ulcers', type));
  const annotations = applyDecisions(text, { mentions: marked, relations: [] }, []);
  for (const ids of ['ab', 'ba']) {
    const left = [...ids];
    const signature = { by: 'Ada', when: '2026-01-05T00:00:00Z', newId: () => left.shift()! };
    const plan = new Plan({ text, annotations, decisions: [] }, signature);
    plan.addMention({ spans: marked[0]!.spans, type: 'Disease' });
    const decisions = plan.changes.flatMap(({ after }) => after ?? []);
    assert.deepEqual(mentionsWith(decisions, { mentions: marked, relations: [] }), ['ulcers/Disease/ user']);
  }
});
