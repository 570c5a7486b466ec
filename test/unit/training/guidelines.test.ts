import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Pipeline } from '../../../server/src/pipeline/pipeline';
import { train } from '../../../server/src/training/train';
import { tinyCorpus } from '../../support/tinyCorpus';
import { silent, tinyConfig, tinyTrainingFolder } from '../../support/tinyTraining';

const { path, order, remove } = tinyTrainingFolder();
after(remove);

/** To this corpus a chemical is a drug, and there are no diseases; what the drugs are given for it calls a reason. */
const drugs = tinyCorpus(48, 200)
  .replaceAll('\tChemical\t', '\tDrug\t')
  .replaceAll('\tDisease\t', '\tFinding\t');

const joint = {
  epochs: 6,
  rate: 0.01,
  corpora: [
    { name: 'drugs', files: [path('drugs.txt')], types: { Drug: 'Medicine' }, kept: true },
    {
      name: 'findings',
      files: [path('drugs.txt')],
      types: { Finding: 'Finding' },
      documents: 20,
      kept: false,
    },
  ],
};

/** What a model marks in a text of one paragraph. */
async function marked(run: string, guidelines: readonly string[]): Promise<string[]> {
  const text = 'Lithium and nephropathy. We saw nephropathy caused by lithium in 9 patients.';
  const pipeline = await Pipeline.load(path(run), { device: 'cpu', guidelines });
  const span = { start: 0, end: text.length };
  const { mentions } = await pipeline.annotate({
    id: '1',
    text,
    passages: [{ kind: 'paragraph', span, prose: [span] }],
  });
  await pipeline.dispose();
  return mentions.map(({ spans: [{ start, end }], type }) => `${text.slice(start, end)} ${type}`);
}

test('a corpus of another guideline gets a head of its own, which the model keeps where it is told to', async () => {
  writeFileSync(path('drugs.txt'), drugs);
  writeFileSync(
    path('joint.json'),
    JSON.stringify({ ...tinyConfig, guideline: 'toxicity', joint, epoch: 'last' }),
  );
  const lines: string[] = [];
  const listening = { ...silent, tell: (line: string) => lines.push(line) };
  const scores = await train(order('joint', { config: path('joint.json') }), listening);
  assert.ok(scores && (scores.raw.mention_all as { f1: number }).f1 > 0.95);
  assert.match(lines.join('\n'), /drugs: 48 documents[\s\S]*findings: 20 documents/);
  const { guidelines } = JSON.parse(readFileSync(join(path('joint'), 'model-best', 'config.json'), 'utf8'));
  assert.deepEqual(guidelines, [
    { name: 'toxicity', entityTypes: ['Chemical', 'Disease'] },
    { name: 'drugs', entityTypes: ['Medicine'] },
  ]);
});

test('entities are marked by the guidelines that are asked for, the first of which counts where two overlap', async () => {
  const own = ['Lithium Chemical', 'nephropathy Disease', 'nephropathy Disease', 'lithium Chemical'];
  assert.deepEqual(await marked('joint', []), own);
  assert.deepEqual(await marked('joint', ['toxicity', 'drugs']), own);
  assert.deepEqual(await marked('joint', ['drugs']), ['Lithium Medicine', 'lithium Medicine']);
  assert.deepEqual(await marked('joint', ['drugs', 'toxicity']), [
    'Lithium Medicine',
    'nephropathy Disease',
    'nephropathy Disease',
    'lithium Medicine',
  ]);
});

test('a guideline that a model does not know is left aside', async () => {
  assert.deepEqual(await marked('joint', ['genes', 'drugs']), await marked('joint', ['drugs']));
  assert.deepEqual(await marked('joint', ['genes']), await marked('joint', []));
});

test('a model keeps its other guidelines when it goes on learning its own', async () => {
  await train(order('tuned', { base: path('joint') }), silent);
  assert.deepEqual(await marked('tuned', ['drugs']), ['Lithium Medicine', 'lithium Medicine']);
});

test('where the last epoch is the model, all documents are learned from without a dev file', async () => {
  const lines: string[] = [];
  const { epochs: _, ...config } = tinyConfig;
  writeFileSync(path('last.json'), JSON.stringify({ ...config, epochs: 1, epoch: 'last' }));
  const scores = await train(order('last', { config: path('last.json'), dev: undefined }), {
    ...silent,
    tell: (line) => lines.push(line),
  });
  assert.equal(scores, undefined);
  assert.match(lines.join('\n'), /48 documents to learn from, 0 to choose by/);
  assert.match(readFileSync(join(path('last'), 'model-best', 'README.md'), 'utf8'), /none was held out/);
});

test('what is measured on is not learned from in another corpus', async () => {
  const dev = readFileSync(path('dev.txt'), 'utf8').replaceAll('\tChemical\t', '\tDrug\t');
  writeFileSync(path('both.txt'), `${drugs}\n${dev}`);
  const corpora = [{ name: 'drugs', files: [path('both.txt')], types: { Drug: 'Medicine' }, kept: true }];
  writeFileSync(
    path('both.json'),
    JSON.stringify({ ...tinyConfig, epochs: 1, joint: { epochs: 1, rate: 0.01, corpora } }),
  );
  const lines: string[] = [];
  await train(order('both', { config: path('both.json') }), { ...silent, tell: (line) => lines.push(line) });
  assert.match(lines.join('\n'), /drugs: 48 documents/);
});

test('of the documents to learn from, too, nothing is learned that the config holds out', async () => {
  writeFileSync(path('out.json'), JSON.stringify({ ...tinyConfig, heldOut: [path('dev.txt')] }));
  const lines: string[] = [];
  const asked = (...files: string[]) =>
    train(
      order('out', {
        train: files.map(path),
        dev: undefined,
        config: path('out.json'),
        base: path('nowhere'),
      }),
      { ...silent, tell: (line) => lines.push(line) },
    );
  await assert.rejects(asked('train.txt', 'dev.txt'), /nowhere is not a model/);
  assert.match(lines.join('\n'), /16 documents share a sentence with those that "heldOut" names/);
  await assert.rejects(asked('dev.txt'), /No document is left to learn from/);
});

test('a corpus of which nothing can be learned is told by its name', async () => {
  // "constructor" is a type that no list of types has, though every object has something of that name.
  writeFileSync(path('odd.txt'), drugs.replaceAll('\tDrug\t', '\tconstructor\t'));
  const corpora = [{ name: 'odd', files: [path('odd.txt')], types: { Drug: 'Medicine' } }];
  writeFileSync(path('odd.json'), JSON.stringify({ ...tinyConfig, joint: { ...joint, corpora } }));
  await assert.rejects(
    train(order('odd', { config: path('odd.json') }), silent),
    /Nothing can be learned of the corpus "odd".*"types" lists/,
  );
});

test('a corpus named like the guideline of the base goes on teaching that head, and makes none beside it', async () => {
  const corpora = [{ name: 'toxicity', files: [path('train.txt')], kept: true }];
  writeFileSync(
    path('like.json'),
    JSON.stringify({ ...tinyConfig, epochs: 1, joint: { epochs: 1, rate: 0.001, corpora } }),
  );
  await train(order('like', { base: path('joint'), config: path('like.json') }), silent);
  const { guidelines } = JSON.parse(readFileSync(join(path('like'), 'model-best', 'config.json'), 'utf8'));
  assert.deepEqual(
    guidelines.map(({ name }: { name: string }) => name),
    ['toxicity', 'drugs'],
  );
});
