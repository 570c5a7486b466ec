import { crossEntropy } from '../../nn/losses';
import { randomSequence } from '../../numbers/randomNumbers';
import { type BuiltGraph, GraphBuilder } from '../../onnx/builder';
import type { HostTensor } from '../../runtime/session';
import { encodeNames, type NameEncoderSize } from '../../tasks/normalization/nameEncoderNetwork';
import { nameFeatures, padding } from '../../tasks/normalization/nameFeatures';
import { inSlices } from '../../terminology/candidates/slices';
import { learningRate } from '../schedule';
import { TrainingSession } from '../trainingSession';
import { turnUnless } from '../turns';

/** Pairs in one batch: each name has to be told from the partners of all the others. */
const batch = 384;
/** Words and n-grams of longer names are left out at random. */
const mostPlaces = 64;
/** Divides cosines before the softmax. */
const temperature = 0.06;
const rate = { rate: 5e-3, warmUpSteps: 50, finalShare: 0.02 };

/** Names that mean the same. */
export type Synonyms = readonly string[];

/**
 * Learns vectors of names from names that mean the same: the two of a pair shall be nearer to each other than to the other names of their batch
 * (InfoNCE; van den Oord, Li & Vinyals 2018). Every second epoch the batches are made of names that end alike, which are harder to tell apart.
 * @returns the network's weights by name
 * @throws the signal's reason, once it is aborted
 */
export async function trainNameEncoder(
  concepts: readonly Synonyms[],
  size: NameEncoderSize,
  {
    seed,
    epochs,
    threads = 1,
    signal,
  }: { seed: number; epochs: number; threads?: number; signal?: AbortSignal },
): Promise<ReadonlyMap<string, Float32Array>> {
  const usable = concepts.filter(({ length }) => length > 1);
  const places = await inSlices(placesOf(usable, size.buckets), turnUnless(signal));
  const steps = epochs * Math.floor(usable.reduce((sum, { length }) => sum + length, 0) / batch);
  const session = TrainingSession.create(lossGraph(size), {
    loss: 'loss',
    seed,
    threads,
    optimizer: { weightDecay: 0, clip: 1 },
  });
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      const random = randomSequence(seed, 'name pairs', epoch);
      for (const pairs of pairsOf(usable, epoch % 2 === 1, random)) {
        signal?.throwIfAborted();
        const row = (name: string) => sample(places.get(name)!, random);
        await session.step(
          {
            places: padded([0, 1].flatMap((side) => pairs.map((pair) => row(pair[side])))),
            targets: {
              dataType: 'int64',
              dims: [pairs.length],
              data: BigInt64Array.from(pairs, (_, i) => BigInt(i)),
            },
            weights: {
              dataType: 'float32',
              dims: [pairs.length],
              data: new Float32Array(pairs.length).fill(1),
            },
          },
          { learningRate: learningRate(session.steps, steps, rate) },
        );
      }
    }
    return new Map([...(await session.learned())].map(([name, values]) => [name, values.slice()]));
  } finally {
    await session.release();
  }
}

function* placesOf(concepts: readonly Synonyms[], buckets: number): Generator<void, Map<string, number[]>> {
  const places = new Map<string, number[]>();
  for (const names of concepts) {
    for (const name of names) places.set(name, nameFeatures(name, buckets));
    yield;
  }
  return places;
}

function lossGraph(size: NameEncoderSize): BuiltGraph {
  const g = new GraphBuilder('name encoder training', { training: true });
  const places = g.input('places', 'int64', [2, 'pairs', 'slots']);
  const vectors = g.reshape(encodeNames(g, g.reshape(places, [-1, 'slots']), size), [2, 'pairs', size.width]);
  const side = (at: number) => g.reshape(g.slice(vectors, 0, at, at + 1), ['pairs', size.width]);
  const [left, right] = [side(0), side(1)];
  const targets = g.input('targets', 'int64', ['pairs']);
  const weights = g.input('weights', 'float32', ['pairs']);
  const logits = g.div(g.gemm(left, right, undefined, { transB: true }), temperature);
  const there = crossEntropy(g, logits, targets, weights);
  const back = crossEntropy(g, g.transpose(logits, [1, 0]), targets, weights);
  g.output('loss', g.mul(g.add(there, back), 0.5));
  return g.build();
}

/** Every name once with another one of its concept, in batches. @param alike names that end alike go together */
function* pairsOf(
  concepts: readonly Synonyms[],
  alike: boolean,
  random: () => number,
): Generator<[string, string][]> {
  const pairs = concepts.flatMap((names) =>
    names.map((name, i): { pair: [string, string]; key: number | string } => {
      const other = names[(i + 1 + Math.floor(random() * (names.length - 1))) % names.length];
      return { pair: [name, other], key: alike ? ending(name) : random() };
    }),
  );
  pairs.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const starts = Array.from({ length: Math.floor(pairs.length / batch) }, (_, i) => ({
    at: i * batch,
    key: random(),
  }));
  for (const { at } of starts.sort((a, b) => a.key - b.key))
    yield pairs.slice(at, at + batch).map(({ pair }) => pair);
}

/** The last word written backwards, so that sorting brings together what ends alike. */
const ending = (name: string): string => [...name.toLowerCase().split(/\s+/).at(-1)!].reverse().join('');

function sample(places: readonly number[], random: () => number): readonly number[] {
  if (places.length <= mostPlaces) return places;
  return places
    .map((place) => ({ place, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, mostPlaces)
    .map(({ place }) => place);
}

function padded(rows: readonly (readonly number[])[]): HostTensor {
  const longest = Math.max(1, ...rows.map(({ length }) => length));
  const data = new BigInt64Array(rows.length * longest).fill(BigInt(padding));
  rows.forEach((row, i) => {
    row.forEach((place, j) => {
      data[i * longest + j] = BigInt(place);
    });
  });
  return { dataType: 'int64', dims: [2, rows.length / 2, longest], data };
}
