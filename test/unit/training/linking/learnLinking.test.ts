import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AnnotatedDocument } from '../../../../server/src/annotation/model';
import { openLearned } from '../../../../server/src/tasks/normalization/learnedFiles';
import { Linker } from '../../../../server/src/tasks/normalization/linker';
import type { Question } from '../../../../server/src/tasks/normalization/questions';
import { Terminologies } from '../../../../server/src/terminology/terminologies';
import { plainTextPassages } from '../../../../server/src/text/plainText';
import { learnLinking } from '../../../../server/src/training/linking/learnLinking';
import { otherNames } from '../../../../server/src/training/linking/otherNames';
import { without } from '../../../../server/src/training/linking/withheld';
import { writeLinking } from '../../../../server/src/training/writeModel';
import { indexOf } from '../../terminology/imported';

const organs = [
  'liver',
  'lung',
  'skin',
  'heart',
  'bone',
  'brain',
  'breast',
  'eye',
  'ear',
  'nose',
  'thyroid',
  'spleen',
];
const index = indexOf(
  ...organs.flatMap((organ, i) => [
    {
      id: `MESH:D10000${10 + i}`,
      preferredName: `${organ} neoplasms`,
      synonyms: [`cancer of ${organ}`],
      types: ['Disease'],
    },
    { id: `MESH:D20000${10 + i}`, preferredName: `${organ} injuries`, synonyms: [], types: ['Disease'] },
  ]),
);
const terminologies = new Terminologies([index]);

/** Documents whose annotators always mean injuries by "trouble". */
const documents = Array.from({ length: 120 }, (_, i): AnnotatedDocument => {
  const named = [0, 1, 2].flatMap((step) => {
    const organ = (i + step * 5) % organs.length;
    return [
      { name: `${organs[organ]} trouble`, id: `D20000${10 + organ}` },
      { name: `${organs[organ]} cancer`, id: `D10000${10 + organ}` },
    ];
  });
  let text = `Case ${i}.`;
  const mentions = named.map(({ name, id }) => {
    const start = text.length + 1;
    text += ` ${name}.`;
    return {
      spans: [{ start, end: start + name.length }] as const,
      type: 'Finding',
      concepts: [{ id }],
      origin: 'gold' as const,
    };
  });
  return { id: `${i}`, text, passages: plainTextPassages(text), mentions, relations: [] };
});

const learn = () =>
  learnLinking(documents, {
    terminologies,
    others: [],
    heldOut: [],
    encoder: { buckets: 1024, width: 16, epochs: 1 },
    seed: 1,
    threads: 1,
    tell: () => {},
  });

test('a ranker learns from gold links what a name means, and how sure it is', async () => {
  const { lexicon, linking } = await learn();
  assert.ok(linking);
  assert.deepEqual(linking.config.conceptTypes, { Finding: 'Disease' });
  const { learned, release } = await openLearned(linking);
  const linker = new Linker(lexicon, terminologies, learned);
  const question = (name: string): Question => ({ type: 'Finding', names: [{ role: 'read', name }] });
  const [known, unknown] = await linker.link([question('lung trouble'), question('lung neoplasm')]);
  assert.equal(known.concepts[0].id, 'MESH:D2000011');
  assert.equal(known.concepts[0].name, 'lung injuries');
  assert.equal(unknown.concepts[0].id, 'MESH:D1000011');
  for (const { concepts, alternatives } of [known, unknown]) {
    const scores = [concepts[0].score!, ...alternatives!.map(({ score }) => score)];
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    assert.ok(scores[0] > 0.3 && scores.reduce((sum, each) => sum + each, 0) <= 1.0001);
    assert.ok(alternatives!.length <= 4);
    assert.ok(alternatives!.every((each) => each.concepts[0].id !== concepts[0].id));
  }
  await release();
});

test('the same seed learns the same', async () => {
  const [once, again] = [await learn(), await learn()];
  assert.deepEqual(once.linking, again.linking);
  assert.equal(once.lexicon.toTsv(), again.lexicon.toTsv());
});

test('too few linked mentions teach no ranker, but their names are learned', async () => {
  const { lexicon, linking } = await learnLinking(documents.slice(0, 3), {
    terminologies,
    others: [],
    heldOut: [],
    seed: 1,
    threads: 1,
    tell: () => {},
  });
  assert.equal(linking, undefined);
  assert.deepEqual(lexicon.find('liver trouble', 'Disease'), ['MESH:D2000010']);
});

test('of another corpus, documents that are known by id or by text are left out, and concepts that no terminology has', () => {
  const [first, second, third, fourth] = documents;
  const corpus = [
    first,
    { ...second, id: 'other' },
    { ...third, id: 'other2', text: third.text.toUpperCase() },
    fourth,
  ];
  const stranger = {
    ...fourth,
    id: 'x',
    text: `Another. ${fourth.text}`,
    mentions: [{ ...fourth.mentions[0], concepts: [{ id: 'D999999' }] }],
  };
  const names = (known: readonly AnnotatedDocument[]) => [
    ...otherNames([...corpus, stranger], known, terminologies),
  ];
  assert.equal(names([]).length, 4 * 6);
  assert.equal(names([first, second, third]).length, 6);
  assert.equal(names([first, second, third])[0].type, 'Disease');
});

test('a terminology without some of its concepts keeps the others whole', () => {
  const less = without(index, (id) => id.startsWith('MESH:D2'));
  assert.equal(less.conceptCount, organs.length);
  assert.equal(less.find('MESH:D2000010'), -1);
  assert.deepEqual(less.concept(less.find('MESH:D1000010')), index.concept(index.find('MESH:D1000010')));
});

test('a model folder keeps what linking learned, and nothing of what another model had learned', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-linking-'));
  try {
    const learned = await learn();
    await writeLinking(folder, learned);
    assert.deepEqual(readdirSync(folder).sort(), [
      'linking.json',
      'nameEncoder.onnx',
      'names.tsv',
      'ranker.onnx',
    ]);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'linking.json'), 'utf8')), learned.linking!.config);
    await writeLinking(folder, { lexicon: learned.lexicon });
    assert.deepEqual(readdirSync(folder), ['names.tsv']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
