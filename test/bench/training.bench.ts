// How much of this machine's matrix multiplication speed a training step reaches: a transformer encoder of 4 layers, 256 wide, over
// 16 sequences of 128 words, with AdamW and dropout, against a chain of large Gemms. Both run in turn, since machines are noisy.
// The bar is 60 %.   --profile also prints which operators cost how much.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embedding } from '../../server/src/nn/embedding';
import { layerNorm } from '../../server/src/nn/layerNorm';
import { linear } from '../../server/src/nn/linear';
import { crossEntropy } from '../../server/src/nn/losses';
import { transformerLayer } from '../../server/src/nn/transformer';
import { type BuiltGraph, GraphBuilder } from '../../server/src/onnx/builder';
import { encodeModel } from '../../server/src/onnx/proto';
import { Session } from '../../server/src/runtime/session';
import { TrainingSession } from '../../server/src/training/trainingSession';

const threads = 2;
const [layers, width, hidden, heads] = [4, 256, 1024, 4];
const [sequences, words, vocabulary, labels] = [16, 128, 2000, 9];
const tokens = sequences * words;
const dropout = 0.1;
const rounds = 12;

function encoder(): BuiltGraph {
  const g = new GraphBuilder('encoder', { training: true });
  const ids = g.input('ids', 'int64', ['sequences', 'words']);
  const mask = g.input('mask', 'float32', ['sequences', 'words']);
  let x = g.dropout(embedding(g, 'words', ids, { count: vocabulary, width }), dropout);
  for (let layer = 0; layer < layers; layer++) {
    x = g.scope(`layer${layer}`, () => transformerLayer(g, x, { mask, heads, hidden, dropout }));
  }
  const logits = g.reshape(linear(g, 'labels', layerNorm(g, 'norm', x), labels), ['sequences*words', labels]);
  const targets = g.reshape(g.input('targets', 'int64', ['sequences', 'words']), ['sequences*words']);
  g.output('loss', crossEntropy(g, logits, targets, g.reshape(mask, ['sequences*words'])));
  return g.build();
}

/** Multiplications and additions of the matrix products of one step; the backward pass needs each product twice. */
const stepOperations =
  3 * 2 * tokens * (layers * (4 * width * width + 2 * width * hidden + 2 * words * width) + width * labels);

const [gemmRows, gemmWidth, gemmCount] = [2048, 1024, 8];
const gemmOperations = gemmCount * 2 * gemmRows * gemmWidth * gemmWidth;

async function gemmChain(): Promise<() => Promise<unknown>> {
  const g = new GraphBuilder('gemm');
  const weight = g.input('weight', 'float32', [gemmWidth, gemmWidth]);
  let x = g.input('x', 'float32', [gemmRows, gemmWidth]);
  for (let i = 0; i < gemmCount; i++) x = g.gemm(x, weight);
  g.output('y', x);
  const session = await Session.create(encodeModel(g.build().graph), { threads });
  const tensor = (rows: number) =>
    ({
      dataType: 'float32',
      dims: [rows, gemmWidth],
      data: new Float32Array(rows * gemmWidth).fill(1e-3),
    }) as const;
  const feeds = { x: tensor(gemmRows), weight: tensor(gemmWidth) };
  const y = { y: tensor(gemmRows) };
  return () => session.run(feeds, [], y);
}

async function trainingStep(profile?: string) {
  const session = TrainingSession.create(encoder(), { loss: 'loss', seed: 1, threads, profile });
  const int64 = (modulus: number) =>
    ({
      dataType: 'int64',
      dims: [sequences, words],
      data: BigInt64Array.from({ length: tokens }, (_, i) => BigInt((i * 7919) % modulus)),
    }) as const;
  const mask = {
    dataType: 'float32',
    dims: [sequences, words],
    data: new Float32Array(tokens).fill(1),
  } as const;
  const feeds = { ids: int64(vocabulary), targets: int64(labels), mask };
  return { session, step: () => session.step(feeds, { learningRate: 1e-4 }) };
}

/** Seconds by the clock, and of CPU time over all threads: the latter is steadier where other programs run. */
async function measure(work: () => Promise<unknown>): Promise<{ clock: number; cpu: number }> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Prints time by operator of a trace that ONNX Runtime wrote. */
function printProfile(path: string): void {
  const events = JSON.parse(readFileSync(path, 'utf8')) as {
    cat: string;
    name: string;
    dur: number;
    args?: { op_name?: string };
  }[];
  const times = new Map<string, { total: number; count: number }>();
  for (const { cat, name, dur, args } of events) {
    if (cat !== 'Node' || !name.endsWith('_kernel_time')) continue;
    const entry = times.get(args?.op_name ?? name) ?? { total: 0, count: 0 };
    times.set(args?.op_name ?? name, { total: entry.total + dur, count: entry.count + 1 });
  }
  const all = [...times.values()].reduce((sum, { total }) => sum + total, 0);
  for (const [op, { total, count }] of [...times].sort((a, b) => b[1].total - a[1].total).slice(0, 25)) {
    console.log(
      `${op.padEnd(24)} ${((100 * total) / all).toFixed(1).padStart(5)} %  ${(total / 1000).toFixed(1).padStart(9)} ms  ${count} runs`,
    );
  }
}

async function main(): Promise<void> {
  const folder = process.argv.includes('--profile')
    ? mkdtempSync(join(tmpdir(), 'training-profile-'))
    : undefined;
  const gemm = await gemmChain();
  const { session, step } = await trainingStep(folder && join(folder, 'trace'));
  for (let warm = 0; warm < 2; warm++) {
    await gemm();
    await step();
  }
  const times: Record<'gemm' | 'step', { clock: number; cpu: number }>[] = [];
  for (let round = 0; round < rounds; round++)
    times.push({ gemm: await measure(gemm), step: await measure(step) });
  const share = (unit: 'clock' | 'cpu') => {
    const ratios = times.map((time) => stepOperations / time.step[unit] / (gemmOperations / time.gemm[unit]));
    return `${(100 * median(ratios)).toFixed(0)} %`;
  };
  const gemmTime = median(times.map((time) => time.gemm.clock));
  const stepTime = median(times.map((time) => time.step.clock));
  const speed = (operations: number, time: number) => `${(operations / time / 1e9).toFixed(1)} GFLOP/s`;
  console.log(`Gemm           ${speed(gemmOperations, gemmTime)}`);
  console.log(
    `training step  ${speed(stepOperations, stepTime)}, ${(stepTime * 1000).toFixed(0)} ms, ${(tokens / stepTime).toFixed(0)} words/s`,
  );
  console.log(`ratio          ${share('clock')} (bar: 60 %); by CPU time ${share('cpu')}`);
  await session.release();
  if (folder) {
    printProfile(join(folder, readdirSync(folder)[0]));
    rmSync(folder, { recursive: true });
  }
}

main();
