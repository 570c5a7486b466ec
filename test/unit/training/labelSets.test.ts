import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPubTator } from '../../../server/src/formats/pubtator/read';
import { conceptPairs } from '../../../server/src/formats/relationEnds';
import { zeros } from '../../../server/src/onnx/initializers';
import {
  checkRelationTypes,
  entityTypesOf,
  extended,
  relationTypesOf,
  unlearnedRelations,
} from '../../../server/src/training/labelSets';
import { bestThreshold } from '../../../server/src/training/threshold';
import { transferWeights } from '../../../server/src/training/transfer';

const { documents } = readPubTator(
  [
    '1|t|Naproxen, ulcers and fever',
    '1|a|',
    '1\t0\t8\tNaproxen\tChemical\tC1',
    '1\t10\t16\tulcers\tDisease\tD1',
    '1\t21\t26\tfever\tDisease\tD2',
    '1\tCID\tC1\tD1',
    '1\tCID\tC1\tD9',
    '1\tOther\tD1\tC1',
    '',
  ].join('\n'),
);

const turned = [
  '2|t|Naproxen for fever',
  '2|a|',
  '2\t0\t8\tNaproxen\tChemical\tC1',
  '2\t13\t18\tfever\tDisease\tD2',
  '2\tCID\tD2\tC1',
  '',
].join('\n');

test('entity types come by frequency', () =>
  assert.deepEqual(entityTypesOf(documents), ['Disease', 'Chemical']));

test('a relation type joins the entity types that its concepts have', () =>
  assert.deepEqual(relationTypesOf(documents), [
    { name: 'CID', subject: 'Chemical', object: 'Disease', threshold: 0.5 },
    { name: 'Other', subject: 'Disease', object: 'Chemical', threshold: 0.5 },
  ]));

test('relations that join other entity types than the model learns are named', () => {
  const reversed = [...documents, ...readPubTator(turned).documents];
  assert.deepEqual(unlearnedRelations(reversed, relationTypesOf(reversed)), ['CID (Disease → Chemical)']);
  assert.deepEqual(unlearnedRelations(documents, relationTypesOf(documents)), []);
});

test('a relation of a composite mention is one of each of its concepts', () => {
  const composite = turned.replace('\tD2\tC1', '\tD2|D3\tC1').replace('Disease\tD2', 'Disease\tD2|D3');
  const [document] = readPubTator(composite).documents;
  assert.deepEqual(document.relations.flatMap(conceptPairs), [
    ['D2', 'C1'],
    ['D3', 'C1'],
  ]);
  assert.deepEqual(relationTypesOf([document]), [
    { name: 'CID', subject: 'Disease', object: 'Chemical', threshold: 0.5 },
  ]);
  const [variant] = readPubTator(turned.replace('\tD2\tC1', '\tc|DEL|4153|A\tC1')).documents;
  assert.deepEqual(variant.relations.flatMap(conceptPairs), [['c|DEL|4153|A', 'C1']]);
});

test('more relation types than a model can have are told before anything is learned', () => {
  const types = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      name: `R${i}`,
      subject: 'Chemical',
      object: 'Disease',
      threshold: 0.5,
    }));
  checkRelationTypes(types(16));
  assert.throws(() => checkRelationTypes(types(17)), /they have 17 relation types .*<=16/);
});

test('new labels come after those that are there', () =>
  assert.deepEqual(
    extended(['b', 'a'], ['a', 'c'], (name) => name),
    ['b', 'a', 'c'],
  ));

test('the threshold is the one with the best F1', () => {
  const judged = [0.9, 0.8, 0.7, 0.6].map((score, i) => ({ score, right: i !== 1 && i !== 3 }));
  assert.deepEqual(bestThreshold(judged, 0), { threshold: (0.7 + 0.6) / 2, f1: 0.8 });
});

test('equal scores are accepted together', () =>
  assert.deepEqual(
    bestThreshold(
      [
        { score: 0.5, right: true },
        { score: 0.5, right: false },
      ],
      0,
    ),
    { threshold: 0.25, f1: 2 / 3 },
  ));

test('where nothing is right, the threshold is a half', () =>
  assert.deepEqual(bestThreshold([{ score: 0.9, right: false }], 3), { threshold: 0.5, f1: 0 }));

const parameter = (name: string, shape: number[]) => ({ name, shape, initial: zeros, trainable: true });

test('a head with more outputs keeps the columns that it knows', () => {
  const parameters = [parameter('entities.weight', [2, 3]), parameter('encoder.x', [2])];
  const base = new Map([
    ['entities.weight', Float32Array.of(1, 2, 3, 4)],
    ['encoder.x', Float32Array.of(8, 9)],
  ]);
  const initial = new Map([
    ['entities.weight', new Float32Array(6)],
    ['encoder.x', new Float32Array(2)],
  ]);
  const weights = transferWeights(base, initial, parameters, {
    head: { name: 'entities', labels: [0, -1, 1] },
    relations: [],
  });
  assert.deepEqual(weights.get('entities.weight'), Float32Array.of(1, 0, 2, 3, 0, 4));
  assert.deepEqual(weights.get('encoder.x'), Float32Array.of(8, 9));
});

test('a base of another architecture is refused by name', () =>
  assert.throws(
    () =>
      transferWeights(
        new Map([['encoder.x', new Float32Array(3)]]),
        new Map([['encoder.x', new Float32Array(2)]]),
        [parameter('encoder.x', [2])],
        { relations: [] },
      ),
    /"encoder\.x" has 3 numbers; this network needs 2/,
  ));
