import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnotationChoice } from '../../../server/src/annotation/annotationChoice';
import type { AnnotatedDocument, EntityMention, Origin } from '../../../server/src/annotation/model';
import { wording } from '../../../server/src/annotation/model';
import { anchorOf } from '../../../server/src/curation/anchor';
import { chosenAnnotations, type Voices } from '../../../server/src/curation/chosenAnnotations';
import { mention, relation } from './decided';

const text = 'Naproxen caused severe ulcers. Aspirin did not.';
const found = (words: string, type: string, id: string, origin: Origin = 'predicted'): EntityMention => {
  const start = text.indexOf(words);
  return { spans: [{ start, end: start + words.length }], type, concepts: [{ id }], score: 0.9, origin };
};
const bare: AnnotatedDocument = { id: 'a', text, passages: [], mentions: [], relations: [] };
const predicted = {
  mentions: [
    found('Naproxen', 'Chemical', 'MESH:D009288'),
    found('ulcers', 'Disease', 'MESH:D014456'),
    found('Aspirin', 'Chemical', 'MESH:D001241'),
  ],
  relations: [
    {
      type: 'CID',
      subject: 'MESH:D009288',
      object: 'MESH:D014456',
      evidence: [],
      origin: 'predicted' as const,
    },
  ],
};
const corrected = mention(text, {
  was: { words: 'ulcers', type: 'Disease' },
  is: { words: 'severe ulcers', type: 'Disease', concepts: ['MESH:D014456'] },
});
const rejected = mention(text, { was: { words: 'Aspirin', type: 'Chemical' } });

/** `severe ulcers (user)`, … and the relations. */
function told(choice: AnnotationChoice, voices: Partial<Voices>): string[] | undefined {
  const chosen = chosenAnnotations(choice, { document: bare, predicted, decisions: [], ...voices });
  return (
    chosen && [
      ...chosen.mentions.map((each) => `${wording(text, each)} (${each.origin})`),
      ...chosen.relations.map(({ subject, object, origin }) => `${subject} ${object} (${origin})`),
    ]
  );
}

test('predicted, curated and both: persons’ word over the model’s, each with its origin', () => {
  const decisions = [corrected, rejected];
  assert.deepEqual(told('predicted', { decisions }), [
    'Naproxen (predicted)',
    'ulcers (predicted)',
    'Aspirin (predicted)',
    'MESH:D009288 MESH:D014456 (predicted)',
  ]);
  assert.deepEqual(told('both', { decisions }), [
    'Naproxen (predicted)',
    'severe ulcers (user)',
    // Its evidence, none here, is not the corrected mention's.
    'MESH:D009288 MESH:D014456 (predicted)',
  ]);
  assert.deepEqual(told('curated', { decisions: [...decisions, relation(text, true)] }), [
    'severe ulcers (user)',
    'MESH:D009288 MESH:D014456 (user)',
  ]);
});

test('a document that nobody has looked at is no curated document; one whose only mention was rejected is', () => {
  assert.equal(told('curated', {}), undefined);
  assert.deepEqual(told('curated', { decisions: [rejected] }), []);
  assert.deepEqual(told('both', {})?.length, 4);
});

test('annotations of the file are persons’; predictions stand beside them, not over them', () => {
  const document = {
    ...bare,
    mentions: [found('severe ulcers', 'Disease', 'MESH:D013272', 'gold')],
    relations: [
      { type: 'CID', subject: 'MESH:D009288', object: 'MESH:D014456', evidence: [], origin: 'gold' as const },
    ],
  };
  assert.deepEqual(told('curated', { document }), [
    'severe ulcers (gold)',
    'MESH:D009288 MESH:D014456 (gold)',
  ]);
  assert.deepEqual(told('both', { document }), [
    'Naproxen (predicted)',
    'severe ulcers (gold)',
    'Aspirin (predicted)',
    'MESH:D009288 MESH:D014456 (gold)',
  ]);
});

test('remarks on the document and on places of it are its note', () => {
  const decided = { by: 'Ada', when: '2026-01-02T03:04:05Z', kind: 'note' as const };
  const start = text.indexOf('Aspirin');
  const decisions = [
    { ...decided, id: '1', note: 'ask for the dose' },
    { ...decided, id: '2', note: 'which one?', place: anchorOf(text, { start, end: start + 7 }) },
  ];
  const chosen = (choice: AnnotationChoice) =>
    chosenAnnotations(choice, { document: bare, predicted, decisions });
  assert.deepEqual(chosen('both')?.attributes, { note: 'ask for the dose\n“Aspirin”: which one?' });
  assert.equal(chosen('predicted')?.attributes, undefined);
  assert.equal(chosen('curated'), undefined);
});
