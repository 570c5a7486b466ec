import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { AnnotatedDocument, EntityMention, Relation } from '../../../server/src/annotation/model';
import type { Aspect } from '../../../server/src/formats/differences';
import { lossesOf } from '../../../server/src/formats/losses';
import { formatById, formats } from '../../../server/src/formats/registry';

const text = 'Renal failure\r\n\r\nNaproxen  caused 🙂 renal and hepatic failure.';
const span = (words: string, from = 0) => {
  const start = text.indexOf(words, from);
  return { start, end: start + words.length };
};
const naproxen: EntityMention = {
  spans: [span('Naproxen')],
  type: 'Chemical',
  concepts: [{ id: 'MESH:D009288' }],
  origin: 'gold',
};
const failure: EntityMention = {
  spans: [span('hepatic failure')],
  type: 'Disease',
  concepts: [{ id: 'MESH:D1' }, { id: 'MESH:D2' }],
  identifier: 'MESH:D1+MESH:D2',
  origin: 'gold',
};
const relation: Relation = {
  type: 'CID',
  subject: 'MESH:D009288',
  object: 'MESH:D2',
  evidence: [],
  origin: 'gold',
};
const plain: AnnotatedDocument = {
  id: '7',
  text: text.replace('\r\n\r\n', '. ').replace('  ', ' ').replace('🙂 ', ''),
  passages: [],
  mentions: [],
  relations: [],
};
const passage = (kind: 'heading' | 'paragraph', words: string) => ({
  kind,
  span: span(words),
  prose: [span(words)],
});
const whole = passage('paragraph', text);
const withMention = (mention: EntityMention): AnnotatedDocument => ({
  ...plain,
  text,
  passages: [whole],
  mentions: [mention],
});
const withRelation = (more: Partial<Relation> = {}): AnnotatedDocument => ({
  ...withMention(naproxen),
  mentions: [naproxen, failure],
  relations: [{ ...relation, ...more }],
});

/** The columns of the table in docs/formats.md: a document that has it, and what is missing where a format cannot hold it. */
const columns: Readonly<Record<string, readonly [AnnotatedDocument, ...Aspect[]]>> = {
  mentions: [withMention(naproxen), 'mention', 'type'],
  'line breaks': [withMention(naproxen), 'blanks', 'text'],
  passages: [
    {
      ...plain,
      text,
      passages: [passage('heading', 'Renal failure'), passage('paragraph', 'Naproxen  caused')],
    },
    'passages',
    'document',
  ],
  gaps: [withMention({ ...naproxen, spans: [span('renal'), span('failure', 30)] }), 'gaps', 'mention'],
  ids: [withMention(naproxen), 'concepts'],
  'ids as written': [withMention(failure), 'concepts', 'identifier'],
  notes: [withMention({ ...naproxen, attributes: { note: 'sure', novel: 'No' } }), 'attributes'],
  'scores, origins': [withMention({ ...naproxen, score: 0.5, origin: 'predicted' }), 'score', 'origin'],
  'other choices': [
    withMention({ ...naproxen, alternatives: [{ concepts: [{ id: 'MESH:D3' }], score: 0.5 }] }),
    'alternatives',
  ],
  relations: [withRelation(), 'relation'],
  negation: [withRelation({ negated: true }), 'negation', 'relation'],
  evidence: [
    withRelation({
      evidence: [{ sentence: whole.span, subject: naproxen.spans[0], object: failure.spans[0] }],
    }),
    'evidence',
    'relation',
  ],
};

test('docs/formats.md says what each format holds', () => {
  const table = readFileSync('docs/formats.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [header, , ...rows] = table.filter((row) => row.length === Object.keys(columns).length + 1);
  assert.deepEqual(header!.slice(1), Object.keys(columns));
  assert.deepEqual(
    rows.map(([id]) => id!.replaceAll('`', '')).sort(),
    formats
      .filter(({ read, readFolder, write, writeFolder }) => (read ?? readFolder) && (write ?? writeFolder))
      .map(({ id }) => id)
      .sort(),
  );
  for (const [id, ...told] of rows) {
    const format = formatById(id!.replaceAll('`', ''))!;
    const holds = Object.values(columns).map(([document, ...aspects]) => {
      const losses = lossesOf(format, [document]);
      return aspects.some((aspect) => losses.has(aspect)) ? '–' : '✓';
    });
    assert.deepEqual(told, holds, `${id}: ${holds.join(' | ')}`);
  }
});
