import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Given } from '../../../server/src/annotation/given';
import { scoreStages, stagesAsJson, stagesAsTable } from '../../../server/src/evaluation/stages';
import { readPubTator } from '../../../server/src/formats/pubtator/read';

const text = '1|t|Naproxen and ulcers.\n1|a|\n';
const mentions = '1\t0\t8\tNaproxen\tChemical\tD009288\n1\t13\t19\tulcers\tDisease\tD014456\n';
const read = (file: string) => readPubTator(file).documents;
const gold = read(`${text}${mentions}1\tCID\tD009288\tD014456\n`);

/** Finds one mention, links it wrongly, and tells of no relation but where everything is given. */
const predicted: Record<Given, string> = {
  none: `${text}1\t0\t8\tNaproxen\tChemical\tD000001\n`,
  spans: `${text}${mentions.replace('D014456', 'D000002')}`,
  entities: `${text}${mentions}1\tCID\tD009288\tD014456\n`,
};

test('a model is scored at each stage with what that stage alone tells', async () => {
  const asked: Given[] = [];
  const scores = await scoreStages(gold, 'all', async (stage) => {
    asked.push(stage);
    return read(predicted[stage]);
  });
  assert.deepEqual(asked, ['none', 'spans', 'entities']);
  const json = stagesAsJson(scores) as Record<string, Record<string, unknown>>;
  assert.equal(json['mention_all']!['r'], 0.5);
  assert.equal(json['link_acc_Chemical'], 0);
  assert.equal(json['cid']!['tp'], 0);
  assert.deepEqual(Object.keys(json['given_spans']!), [
    'concept_Chemical',
    'concept_Disease',
    'concept_all',
    'link_acc_Chemical',
    'link_acc_Disease',
  ]);
  assert.equal(json['given_spans']!['link_acc_Chemical'], 1);
  assert.deepEqual(Object.keys(json['given_entities']!), ['relation_CID', 'cid']);
  const table = stagesAsTable(scores);
  assert.match(table, /^From raw text\n.*^mention_all.*^Concepts, with.*^Relations, with/ms);
});

test('one stage is one table without a title, and stages that a corpus says nothing of are left out', async () => {
  const one = await scoreStages(gold, 'spans', async () => read(predicted.spans));
  assert.match(stagesAsTable(one), /^ +precision.*mention_all/s);
  const bare = read(`${text}1\t0\t8\tNaproxen\tChemical\n`);
  const asked: Given[] = [];
  await scoreStages(bare, 'all', async (stage) => {
    asked.push(stage);
    return bare;
  });
  assert.deepEqual(asked, ['none']);
});
