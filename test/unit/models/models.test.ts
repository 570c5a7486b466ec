import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { describeModel } from '../../../server/src/models/describeModel';
import { exportModel } from '../../../server/src/models/exportModel';
import { licenceOfCard } from '../../../server/src/models/frontMatter';
import { importModel } from '../../../server/src/models/importModel';
import { listModels } from '../../../server/src/models/listModels';
import { scoresOfCard } from '../../../server/src/models/scoresOf';
import { unpack } from '../../../server/src/models/unpack';
import { writeTinyCheckpoint } from '../../support/tinyCheckpoint';

const embedded = join(process.cwd(), 'models', 'default');
const skip = existsSync(embedded) ? false : 'no embedded model here';

const folder = mkdtempSync(join(tmpdir(), 'biogloss-models-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]) => join(folder, ...names);

/** A run folder as `train` leaves it: the embedded model as its best, and its evaluation. */
function runFolder(name: string): string {
  cpSync(embedded, at(name, 'model-best'), { recursive: true });
  rmSync(at(name, 'model-best', 'README.md'));
  const raw = {
    docs: 7,
    mention_all: { f1: 0.5 },
    mention_Gene: { f1: 0.25 },
    concept_all: { f1: 0.75 },
    relation_seen_CID: { f1: 1 },
  };
  writeFileSync(at(name, 'evaluation.json'), JSON.stringify({ documents: 7, raw, quality: 0.5 }));
  return at(name);
}

test('a model goes out as one file with card and licence, and comes in again byte for byte', {
  skip,
}, async () => {
  const out = at('out', 'default.biogloss.zip');
  const { bytes, files } = await exportModel({ folder: embedded, out });
  assert.ok(bytes < 14_000_000 && files === readdirSync(embedded).length + 1);
  const model = await importModel({ from: out, models: at('models') });
  assert.deepEqual(
    [model.folder, model.origin, model.kind, model.name],
    [at('models', 'default'), 'imported', 'model', 'default'],
  );
  for (const name of readdirSync(embedded))
    assert.ok(readFileSync(join(embedded, name)).equals(readFileSync(join(model.folder, name))), name);
  assert.match(readFileSync(join(model.folder, 'LICENSE'), 'utf8'), /MIT License/);
  const again = await importModel({ from: out, models: at('models') });
  assert.equal(again.folder, at('models', 'default-2'));
  assert.deepEqual(readdirSync(at('models')), ['default', 'default-2']);
});

test('a run folder takes its scores along, and has a card where it had none', { skip }, async () => {
  const run = runFolder('run');
  const scores = {
    measuredOn: 'On 7 documents that the training held out, from raw text.',
    f1: { 'all mentions': 0.5, Gene: 0.25, 'all concepts': 0.75 },
  };
  assert.deepEqual((await describeModel(run, 'run')).scores, scores);
  await exportModel({ folder: run, out: at('run.zip') });
  const model = await importModel({ from: at('run.zip'), models: at('models'), name: 'My run: 1' });
  assert.deepEqual([model.folder, model.scores], [at('models', 'My-run-1'), scores]);
  assert.match(
    readFileSync(model.card!, 'utf8'),
    /^# default 0\.1\.0\n\nMarks Chemical, Disease, Gene and finds CID/,
  );
});

test('an export has the files that make the model and its card, whatever else lies beside them', {
  skip,
}, async () => {
  cpSync(embedded, at('mixed'), { recursive: true });
  for (const name of ['patients.txt', 'notes.md', 'settings.json', 'table.tsv'])
    writeFileSync(at('mixed', name), 'not for others');
  for (let number = 0; number < 300; number++) writeFileSync(at('mixed', `aaa-${number}.txt`), 'text');
  const { files } = await exportModel({ folder: at('mixed'), out: at('mixed.zip') });
  assert.equal(files, readdirSync(embedded).length);
  const model = await importModel({ from: at('mixed.zip'), models: at('models') });
  assert.deepEqual(readdirSync(model.folder), readdirSync(embedded));
});

test('of a folder with several forms of the weights an export has those that it is used by', async () => {
  const hub = await writeTinyCheckpoint(at('several'), { id2label: { 0: 'O', 1: 'B-Drug', 2: 'I-Drug' } });
  mkdirSync(join(hub, 'onnx'));
  writeFileSync(join(hub, 'onnx', 'model.onnx'), 'the graph');
  assert.equal((await describeModel(hub, 'elsewhere')).kind, 'classifier');
  await exportModel({ folder: hub, out: at('several.zip') });
  const out = at('several-unpacked');
  mkdirSync(out);
  await unpack(at('several.zip'), out);
  assert.deepEqual(readdirSync(out).sort(), ['README.md', 'config.json', 'onnx', 'vocab.txt']);
  for (const name of ['onnx', 'model.safetensors']) rmSync(join(hub, name), { recursive: true });
  await assert.rejects(
    exportModel({ folder: hub, out }),
    /several is not a model: it lacks config\.json, or weights/,
  );
});

test('a folder of another program is copied as far as it is needed: one form of its weights, and no programs', async () => {
  const hub = await writeTinyCheckpoint(at('hub'));
  for (const name of ['tf_model.h5', 'modeling.py', 'pytorch_model.bin', '.gitattributes'])
    writeFileSync(join(hub, name), 'x');
  writeFileSync(join(hub, 'README.md'), '---\nlanguage: en\nlicense: apache-2.0\n---\n# Tiny\n');
  const model = await importModel({ from: hub, models: at('models') });
  assert.deepEqual([model.kind, model.licence, model.guidelines], ['checkpoint', 'apache-2.0', []]);
  assert.deepEqual(readdirSync(model.folder).sort(), [
    'README.md',
    'config.json',
    'model.safetensors',
    'vocab.txt',
  ]);
});

test('what is no model, damaged, or there already is a sentence, and leaves nothing', { skip }, async () => {
  mkdirSync(at('empty'));
  cpSync(embedded, at('damaged'), { recursive: true });
  writeFileSync(
    at('damaged', 'entities.onnx'),
    readFileSync(at('damaged', 'entities.onnx')).subarray(0, 5000),
  );
  const models = at('others');
  await assert.rejects(importModel({ from: at('none'), models }), /none does not exist\.$/);
  await assert.rejects(
    importModel({ from: at('empty'), models }),
    /is not a model: it lacks config\.json, or weights/,
  );
  await assert.rejects(
    importModel({ from: at('damaged'), models }),
    /^Error: This model is not taken in: damaged.entities\.onnx is no ONNX model/,
  );
  assert.deepEqual(readdirSync(models), []);
  await assert.rejects(importModel({ from: at('damaged'), models: folder }), /is among the models already/);
  await assert.rejects(exportModel({ folder: at('empty'), out: at('empty.zip') }), /empty/);
  assert.ok(!existsSync(at('empty.zip')));
});

test('an export that is cancelled leaves no file', { skip }, async () => {
  const signal = AbortSignal.abort();
  await assert.rejects(exportModel({ folder: embedded, out: at('never.zip') }, { signal }), {
    name: 'AbortError',
  });
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('never')),
    [],
  );
});

test('the list has the embedded model, imported ones, runs of the workspace, and the one in use wherever it lies', {
  skip,
}, async () => {
  const workspace = at('workspace');
  runFolder(join('workspace', 'experiments', 'first'));
  mkdirSync(at('workspace', 'node_modules', 'x', 'model-best'), { recursive: true });
  writeFileSync(at('workspace', 'node_modules', 'x', 'model-best', 'config.json'), '{}');
  symlinkSync(workspace, at('workspace', 'round'));
  cpSync(embedded, at('own'), { recursive: true });
  mkdirSync(at('list', '.coming-1'), { recursive: true });
  mkdirSync(at('list', 'broken'));
  writeFileSync(at('list', 'broken', 'config.json'), '{"format":"biogloss-model/9"}');
  const list = await listModels({
    models: at('list'),
    workspace: [workspace, at('gone')],
    embedded,
    inUse: at('own'),
  });
  assert.deepEqual(
    list.map(({ folder, origin, kind }) => [folder, origin, kind]),
    [
      [embedded, 'embedded', 'model'],
      [at('list', 'broken'), 'imported', 'unusable'],
      [at('workspace', 'experiments', 'first'), 'run', 'model'],
      [at('own'), 'elsewhere', 'model'],
    ],
  );
  assert.match(list[1].problem!, /config\.json is of no model that this version reads: "format"/);
  const known = await listModels({ models: at('list'), workspace: [], embedded, inUse: embedded });
  assert.equal(known.length, 2);
});

test('figures are read from a card with what they were measured on', { skip }, async () => {
  const { scores, bytes, card } = await describeModel(embedded, 'embedded');
  assert.match(scores!.measuredOn, /^On the dev documents\. Measured on the twin of this model\.$/);
  assert.ok(scores!.f1['all mentions'] > 0.85 && scores!.f1['relations CID'] > 0.5);
  assert.ok(bytes > 10_000_000 && card === join(embedded, 'README.md'));
  const plain =
    '# x\n\n## How good it is\n\nOn the 5 dev documents, from raw text. Chosen on them.\n\n```\n  p  r  F1\nmention_all  50.00  50.00  50.00  1\n```\n';
  assert.deepEqual(scoresOfCard(plain), {
    measuredOn: 'On the 5 dev documents, from raw text.',
    f1: { 'all mentions': 0.5 },
  });
  assert.equal(scoresOfCard('# x'), undefined);
});

test('a licence is read from a card’s YAML: a word, a list, or another’s name', () => {
  const yaml = (text: string) => licenceOfCard(`---\n${text}\n---\n# Card`);
  assert.equal(yaml('license: mit'), 'mit');
  assert.equal(yaml("tags:\n- a\nlicense: 'cc-by-4.0'"), 'cc-by-4.0');
  assert.equal(yaml('license:\n- mit\n- apache-2.0'), 'mit, apache-2.0');
  assert.equal(yaml('license: other\nlicense_name: umls'), 'umls');
  assert.equal(yaml('language: en'), undefined);
  assert.equal(licenceOfCard('license: mit'), undefined);
});
