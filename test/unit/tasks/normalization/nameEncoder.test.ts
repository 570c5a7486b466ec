import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomSequence } from '../../../../server/src/numbers/randomNumbers';
import { bindWeights } from '../../../../server/src/onnx/compress';
import { encodeModel } from '../../../../server/src/onnx/proto';
import { Session } from '../../../../server/src/runtime/session';
import { NameEncoder } from '../../../../server/src/tasks/normalization/nameEncoder';
import { nameEncoderGraph } from '../../../../server/src/tasks/normalization/nameEncoderNetwork';
import { nameFeatures } from '../../../../server/src/tasks/normalization/nameFeatures';
import { NameVectors } from '../../../../server/src/tasks/normalization/nameVectors';
import { finished } from '../../../../server/src/terminology/candidates/slices';
import { trainNameEncoder } from '../../../../server/src/training/linking/trainNameEncoder';
import { weightTensors } from '../../../../server/src/training/weights';
import { indexOf } from '../../terminology/imported';

const size = { buckets: 512, width: 16 };
const random = randomSequence('test');
const rows = Float32Array.from({ length: size.buckets * size.width }, () => random() - 0.5);
const encoder = new NameEncoder(rows, size.width);

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);

test('what is run is what is trained: plain sums give the vectors of the graph', async () => {
  const { graph, parameters } = nameEncoderGraph(size);
  const [{ name }] = parameters;
  const bound = bindWeights(graph, [name], weightTensors(parameters, new Map([[name, rows]])));
  const session = await Session.create(encodeModel(bound), { threads: 1 });
  for (const wording of ['Acute Renal Failure', '5-HT', 'β-carotene']) {
    const places = nameFeatures(wording, size.buckets);
    const data = BigInt64Array.from([...places, 0, 0], BigInt);
    const outputs = await session.run({ places: { dataType: 'int64', dims: [1, data.length], data } });
    const expected = outputs['vectors'].data as Float32Array;
    encoder.encode(wording).forEach((value, i) => {
      assert.ok(Math.abs(value - expected[i]) < 1e-5, wording);
    });
  }
  await session.release();
});

test('spellings that keys do not tell apart have one vector', () =>
  assert.ok(cosine(encoder.encode('Tumour, Brain'), encoder.encode('brain tumors')) > 0.9999));

test('names that mean the same come together', async () => {
  const pairs = Array.from({ length: 400 }, (_, i) => [`renal ${i} disorder`, `kidney ${i} disease`]);
  const weights = await trainNameEncoder(pairs, { buckets: 4096, width: 16 }, { seed: 1, epochs: 12 });
  const [learned] = weights.values();
  const trained = new NameEncoder(learned, 16);
  const nearer = (a: string, b: string) => cosine(trained.encode(a), trained.encode(b));
  assert.ok(nearer('renal disorder', 'kidney disease') > 0.8);
  assert.ok(nearer('renal disorder', 'kidney disease') > nearer('renal disorder', 'lung disorder') + 0.2);
});

test('the nearest names of an index are those with the largest cosines, of the type alone', () => {
  const names = ['Naproxen', 'Ketoprofen', 'Ulcer', 'Gastric Ulcer', 'Peptic Ulcer', 'Stomach Neoplasms'];
  const index = indexOf(
    ...names.map((preferredName, i) => ({
      id: `X:${i}`,
      preferredName,
      synonyms: [],
      types: [i < 2 ? 'Chemical' : 'Disease'],
    })),
  );
  const vectors = finished(NameVectors.building(index, encoder));
  const near = vectors.nearest('gastric ulcers', 3, 'Disease');
  const asked = encoder.encode('gastric ulcers');
  const expected = [2, 3, 4, 5].sort(
    (a, b) => cosine(encoder.encode(names[b]), asked) - cosine(encoder.encode(names[a]), asked),
  );
  assert.equal(near[0].concept, 3);
  assert.deepEqual(
    near.map(({ concept }) => concept),
    expected.slice(0, near.length),
  );
  for (const { concept, similarity } of near) {
    assert.ok(Math.abs(similarity - cosine(encoder.encode(names[concept]), asked)) < 0.03);
    assert.ok(Math.abs(similarity - vectors.similarityTo('gastric ulcers')(concept)) < 1e-6);
  }
});
