import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Figures } from '../../../../server/src/evaluation/figures';
import { readPubTator } from '../../../../server/src/formats/pubtator/read';
import { readModelFolder } from '../../../../server/src/pipeline/modelFolder';
import { guidelineOf } from '../../../../server/src/tasks/ner/guideline';
import { openEmbeddedIndex } from '../../../../server/src/terminology/embeddedIndex';
import { scoreOnDev } from '../../../../server/src/training/devScores';
import { addRelations } from '../../../../server/src/training/relations/addRelations';
import { baseRelations } from '../../../../server/src/training/relations/baseRelations';
import { train } from '../../../../server/src/training/train';
import { tinyCorpus } from '../../../support/tinyCorpus';
import { fingerprint, silent, tinyConfig, tinyTrainingFolder } from '../../../support/tinyTraining';

const { path, order, remove } = tinyTrainingFolder();
after(remove);

const quiet = { ...silent, heldOut: [] };
const best = (run: string) => join(path(run), 'model-best');

/** The parts of a run's model, with what it knows of relations or without. */
async function partsOf(run: string, keepRelations: boolean) {
  const model = await readModelFolder(best(run), openEmbeddedIndex());
  const { config, input, lexicon, linking } = model;
  const guidelines = config.guidelines.map(guidelineOf);
  return {
    config,
    architecture: { network: config.network, input, guidelines },
    lexicon,
    linking,
    relations: keepRelations ? await baseRelations(model) : undefined,
  };
}

const documents = readPubTator(tinyCorpus(48)).documents;
const types = (run: string) => JSON.parse(readFileSync(join(best(run), 'config.json'), 'utf8')).relationTypes;

test('relations learned anew over a trained encoder are those that training made, to the bit', async () => {
  await train(order('first'), silent);
  const made = fingerprint(best('first'));
  const [{ threshold }] = types('first');
  assert.ok(threshold > 0 && threshold < 1 && threshold !== 0.5, `threshold ${threshold}`);
  await addRelations(best('first'), await partsOf('first', false), documents, tinyConfig, quiet);
  assert.equal(fingerprint(best('first')), made);
});

test('a stopped learning leaves the folder as it was', async () => {
  const before = fingerprint(best('first'));
  const cancellation = new AbortController();
  cancellation.abort(new Error('stopped by the person'));
  const { signal } = cancellation;
  await assert.rejects(
    addRelations(best('first'), await partsOf('first', false), documents, tinyConfig, { ...quiet, signal }),
    /stopped by the person/,
  );
  assert.equal(fingerprint(best('first')), before);
});

test('a relation of another name is learned beside those of the base model', async () => {
  const treats = readPubTator(tinyCorpus(48).replaceAll('\tCID\t', '\tTreats\t')).documents;
  await addRelations(best('first'), await partsOf('first', true), treats, tinyConfig, quiet);
  const [cid, other] = types('first');
  assert.deepEqual([cid.name, other.name], ['CID', 'Treats']);
  assert.deepEqual([other.subject, other.object], ['Chemical', 'Disease']);
  const dev = readPubTator(tinyCorpus(16, 100).replaceAll('\tCID\t', '\tTreats\t')).documents;
  const { givenEntities } = await scoreOnDev(path('first'), dev);
  const { f1 } = givenEntities['relation_Treats'] as Figures;
  assert.ok(f1 > 0.8, `F1 ${f1}`);
});
