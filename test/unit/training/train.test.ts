import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Annotations } from '../../../server/src/annotation/model';
import type { Figures } from '../../../server/src/evaluation/figures';
import { readPubTator } from '../../../server/src/formats/pubtator/read';
import { formatById } from '../../../server/src/formats/registry';
import { Pipeline } from '../../../server/src/pipeline/pipeline';
import { scoreOnDev } from '../../../server/src/training/devScores';
import type { TrainingOrder } from '../../../server/src/training/order';
import { train } from '../../../server/src/training/train';
import type { TrainingEvent } from '../../../server/src/training/trainingEvent';
import { tinyCorpus } from '../../support/tinyCorpus';
import { fingerprint, silent, tinyTrainingFolder } from '../../support/tinyTraining';

const { path, order, remove } = tinyTrainingFolder();
after(remove);

const scored = async (...asked: Parameters<typeof train>) => {
  const scores = await train(...asked);
  assert.ok(scores);
  return scores;
};

const f1 = (figures: unknown): number => (figures as Figures).f1;

test('a network learns a corpus made by rule, entities and relations together', async () => {
  const events: TrainingEvent[] = [];
  const scores = await scored(order('first'), { ...silent, report: (event) => events.push(event) });
  assert.ok(f1(scores.raw.mention_all) > 0.95, `entities ${f1(scores.raw.mention_all)}`);
  assert.ok(
    f1(scores.givenEntities.relation_CID) > 0.8,
    `relations ${f1(scores.givenEntities.relation_CID)}`,
  );
  const losses = events.flatMap((event) => (event.type === 'step' ? [event.loss] : []));
  assert.ok(losses[losses.length - 1] < losses[0] / 4);
  assert.equal(
    readFileSync(join(path('first'), 'log.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type)
      .filter((type) => !['begin', 'note', 'end'].includes(type)).length,
    events.length,
  );
  assert.match(
    readFileSync(join(path('first'), 'model-best', 'README.md'), 'utf8'),
    /48 documents[\s\S]*mention_all/,
  );
});

/** What the best model of a run says of a text of one paragraph. */
async function annotated(run: string, text: string): Promise<Annotations> {
  const pipeline = await Pipeline.load(path(run), { device: 'cpu' });
  const span = { start: 0, end: text.length };
  const passages = [{ kind: 'paragraph', span, prose: [span] } as const];
  const found = await pipeline.annotate({ id: '1', text, passages });
  await pipeline.dispose();
  return found;
}

test('the run folder is a model that finds names it learned, links them and relates them', async () => {
  const text = 'Lithium and nephropathy. We saw nephropathy caused by lithium in 9 patients.';
  const found = await annotated('first', text);
  assert.deepEqual(
    found.mentions.map(({ spans: [{ start, end }], type, concepts }) => [
      text.slice(start, end),
      type,
      concepts[0].id,
    ]),
    [
      ['Lithium', 'Chemical', 'C1'],
      ['nephropathy', 'Disease', 'D1'],
      ['nephropathy', 'Disease', 'D1'],
      ['lithium', 'Chemical', 'C1'],
    ],
  );
  assert.deepEqual(
    found.relations.map(({ type, subject, object }) => [type, subject, object]),
    [['CID', 'C1', 'D1']],
  );
});

test('documents that share an id are scored each by itself', async () => {
  const scoresOf = async (text: string) => {
    const jsonl = formatById('jsonl')!;
    const documents = readPubTator(text).documents.map((document) => ({ ...document, id: '1' }));
    const read = jsonl.read!({ name: 'dev', text: jsonl.write!(documents) });
    return (await scoreOnDev(path('first'), read.documents)).raw;
  };
  const { docs, mention_all: figures } = await scoresOf(tinyCorpus(8, 100));
  assert.equal(docs, 8);
  assert.equal(
    (figures as Figures).tp + (figures as Figures).fn,
    readPubTator(tinyCorpus(8, 100)).mentionCount,
  );
});

test('the same seed gives the same model, another one another', async () => {
  await train(order('again'), silent);
  await train(order('other', { seed: 2 }), silent);
  assert.equal(
    fingerprint(join(path('again'), 'model-last')),
    fingerprint(join(path('first'), 'model-last')),
  );
  assert.notEqual(
    fingerprint(join(path('other'), 'model-last')),
    fingerprint(join(path('first'), 'model-last')),
  );
});

test('a run that was stopped and resumed ends in the same weights as one that was not', async () => {
  const cancellation = new AbortController();
  const stopped = train(order('stopped'), {
    ...silent,
    signal: cancellation.signal,
    report: (event) => {
      if (event.type === 'step' && event.epoch === 4) cancellation.abort(new Error('stopped by the person'));
    },
  });
  await assert.rejects(stopped, /stopped by the person/);
  await train(order('stopped', { resume: true }), silent);
  assert.equal(
    fingerprint(join(path('stopped'), 'model-last')),
    fingerprint(join(path('first'), 'model-last')),
  );
});

test('a run does not go on with other documents', async () => {
  writeFileSync(path('fewer.txt'), tinyCorpus(24));
  await assert.rejects(
    train(order('stopped', { train: [path('fewer.txt')], resume: true }), silent),
    /fewer\.txt is not what the run in .* was started with\. Give the files that it was started with/,
  );
});

test('a run that was stopped before it learned relations claims none', async () => {
  const lastStep = readFileSync(join(path('first'), 'log.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ type, epoch }) => type === 'step' && epoch === 1)
    .pop().step;
  const cancellation = new AbortController();
  const stopped = train(order('scored'), {
    ...silent,
    signal: cancellation.signal,
    report: (event) => {
      if (event.type === 'step' && event.step === lastStep)
        cancellation.abort(new Error('stopped by the person'));
    },
  });
  await assert.rejects(stopped, /stopped by the person/);
  const { relationTypes } = JSON.parse(
    readFileSync(join(path('scored'), 'model-last', 'config.json'), 'utf8'),
  );
  assert.deepEqual(relationTypes, []);
});

test('a run of finished epochs resumes to its own end', async () => {
  const scores = await scored(order('again', { resume: true }), silent);
  assert.ok(f1(scores.raw.mention_all) > 0.95);
});

const relationTypesOf = (run: string): unknown =>
  JSON.parse(readFileSync(join(path(run), 'model-best', 'config.json'), 'utf8')).relationTypes;

test('documents without relations leave what a base model knows of relations as it is', async () => {
  writeFileSync(path('entities.txt'), tinyCorpus(24, 200).replaceAll(/^\d+\tCID\t.*\n/gm, ''));
  await train(
    order('kept', { train: [path('entities.txt')], dev: path('entities.txt'), base: path('first') }),
    silent,
  );
  assert.deepEqual(relationTypesOf('kept'), relationTypesOf('first'));
  const { relations } = await annotated(
    'kept',
    'Lithium and nephropathy. We saw nephropathy caused by lithium.',
  );
  assert.deepEqual(
    relations.map(({ type, subject, object }) => [type, subject, object]),
    [['CID', 'C1', 'D1']],
  );
});

test('a corpus without relations gives a model without a relation graph, which runs', async () => {
  writeFileSync(path('rats.txt'), Array.from({ length: 30 }, (_, i) => speciesText(i)).join('\n'));
  const lines: string[] = [];
  await train(order('rats', { train: [path('rats.txt')], dev: path('rats.txt') }), {
    ...silent,
    tell: (line) => lines.push(line),
  });
  assert.ok(!existsSync(join(path('rats'), 'model-best', 'relations.onnx')));
  assert.match(lines.join('\n'), /30 documents to learn from are in .*rats\.txt as well/);
});

test('relations are learned on a base that has none', async () => {
  const scores = await scored(order('more', { base: path('rats') }), silent);
  assert.ok(f1(scores.givenEntities.relation_CID) > 0.5);
});

test('without a dev file a tenth of the documents is held out', async () => {
  const lines: string[] = [];
  await train(order('held', { dev: undefined }), { ...silent, tell: (line) => lines.push(line) });
  assert.ok(lines.includes('43 documents to learn from, 5 to choose by.'), lines.join('\n'));
});

test('a document that a corpus holds twice is held out twice, or learned from twice', async () => {
  writeFileSync(path('twice.txt'), `${tinyCorpus(20)}\n${tinyCorpus(20).replaceAll(/^10/gm, '20')}`);
  const lines: string[] = [];
  await train(order('twice', { train: [path('twice.txt')], dev: undefined }), {
    ...silent,
    tell: (line) => lines.push(line),
  });
  assert.ok(lines.includes('36 documents to learn from, 4 to choose by.'), lines.join('\n'));
});

test('a run that was stopped in its first epoch goes on from the start', async () => {
  const cancellation = new AbortController();
  const stopped = train(order('early'), {
    ...silent,
    signal: cancellation.signal,
    report: (event) => {
      if (event.type === 'step') cancellation.abort(new Error('stopped by the person'));
    },
  });
  await assert.rejects(stopped, /stopped by the person/);
  await train(order('early', { resume: true }), silent);
  assert.equal(
    fingerprint(join(path('early'), 'model-last')),
    fingerprint(join(path('first'), 'model-last')),
  );
});

const refused = (changes: Partial<TrainingOrder>, message: RegExp) =>
  assert.rejects(train(order('refused', changes), silent), message);

test('what cannot be done is told in a sentence', async () => {
  await refused({ out: path('first') }, /holds a run already.*--resume/);
  await refused({ train: [path('nowhere.txt')] }, /nowhere\.txt does not exist/);
  writeFileSync(
    path('broken.json'),
    JSON.stringify({ ...JSON.parse(readFileSync(path('config.json'), 'utf8')), epochs: 'many' }),
  );
  await refused({ config: path('broken.json') }, /broken\.json cannot be used: "epochs": /);
  await refused({ base: path('nowhere') }, /nowhere is not a model: there is no such folder/);
  await refused({ base: path('nowhere') }, /nowhere is not a model/);
  await refused({ resume: true }, /refused holds no run to go on with/);
  writeFileSync(path('types.txt'), tinyCorpus(70).replaceAll(/^(\d+)(.*)\tDisease\t/gm, '$1$2\tDisease$1\t'));
  await refused({ train: [path('types.txt')] }, /they have 71 entity types.*entityTypes"/);
  writeFileSync(
    path('shifted.txt'),
    tinyCorpus(8).replaceAll(/\t(\d+)\t/g, (_, start) => `\t${Number(start) + 3}\t`),
  );
  await refused({ train: [path('shifted.txt')] }, /shifted\.txt cannot be used as a corpus/);
});

test('one bad mention is a located warning, and the corpus is used', async () => {
  const lines: string[] = [];
  writeFileSync(path('one.txt'), tinyCorpus(20));
  appendFileSync(path('one.txt'), '\n1019\t0\t3\tnonsense\tChemical\tC1\n');
  await train(order('one', { train: [path('one.txt')] }), { ...silent, tell: (line) => lines.push(line) });
  assert.match(lines.join('\n'), /one\.txt:\d+:\d+: .*nonsense/);
  rmSync(path('one'), { recursive: true });
});

/** A text in which only species are annotated. */
function speciesText(i: number): string {
  const species = ['rats', 'mice', 'rabbits'][i % 3];
  const title = `A study of ${species}`;
  return [
    `${2000 + i}|t|${title}`,
    `${2000 + i}|a|We kept ${i} ${species} for ${i + 1} weeks.`,
    ...[11, title.length + 1 + `We kept ${i} `.length].map((start) =>
      [2000 + i, start, start + species.length, species, 'Species', `T${i % 3}`].join('\t'),
    ),
    '',
  ].join('\n');
}
