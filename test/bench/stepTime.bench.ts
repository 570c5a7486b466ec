// Time and memory of a training step beside PyTorch's (Debian: python3-torch), the same network on two CPU threads, step by step in turn: a transformer
// encoder of 4 layers, 256 wide, over 16 × 128 words, and one of 12 layers, 768 wide, over 4 × 128. The bars are 1.15 × the time and 1.2 × the memory.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { embedding } from '../../server/src/nn/embedding';
import { layerNorm } from '../../server/src/nn/layerNorm';
import { linear } from '../../server/src/nn/linear';
import { crossEntropy } from '../../server/src/nn/losses';
import { transformerLayer } from '../../server/src/nn/transformer';
import { type BuiltGraph, GraphBuilder } from '../../server/src/onnx/builder';
import { TrainingSession } from '../../server/src/training/trainingSession';

interface Size {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly hidden: number;
  readonly sequences: number;
  readonly words: number;
  readonly vocabulary: number;
  readonly rounds: number;
}

const sizes: readonly Size[] = [
  { layers: 4, width: 256, heads: 4, hidden: 1024, sequences: 16, words: 128, vocabulary: 2000, rounds: 20 },
  {
    layers: 12,
    width: 768,
    heads: 12,
    hidden: 3072,
    sequences: 4,
    words: 128,
    vocabulary: 30_522,
    rounds: 6,
  },
];
const [labels, dropout, threads] = [9, 0.1, 2];

/** Debian's Python, which has Debian's PyTorch; another one may come first on PATH. */
const python = '/usr/bin/python3';

function encoder({ layers, width, heads, hidden, vocabulary }: Size): BuiltGraph {
  const g = new GraphBuilder('encoder', { training: true });
  const ids = g.input('ids', 'int64', ['sequences', 'words']);
  const mask = g.input('mask', 'float32', ['sequences', 'words']);
  let x = g.dropout(embedding(g, 'words', ids, { count: vocabulary, width }), dropout);
  for (let layer = 0; layer < layers; layer++)
    x = g.scope(`layer${layer}`, () => transformerLayer(g, x, { mask, heads, hidden, dropout }));
  const logits = g.reshape(linear(g, 'labels', layerNorm(g, 'norm', x), labels), ['sequences*words', labels]);
  const targets = g.reshape(g.input('targets', 'int64', ['sequences', 'words']), ['sequences*words']);
  g.output('loss', crossEntropy(g, logits, targets, g.reshape(mask, ['sequences*words'])));
  return g.build();
}

/** The other side of steps.py: answers each line on standard input with one step. */
async function answerSteps(size: Size): Promise<void> {
  const { sequences, words, vocabulary } = size;
  const session = TrainingSession.create(encoder(size), { loss: 'loss', seed: 1, threads });
  const dims = [sequences, words];
  const int64 = (modulus: number) =>
    ({
      dataType: 'int64',
      dims,
      data: BigInt64Array.from({ length: sequences * words }, (_, i) => BigInt((i * 7919) % modulus)),
    }) as const;
  const mask = { dataType: 'float32', dims, data: new Float32Array(sequences * words).fill(1) } as const;
  const feeds = { ids: int64(vocabulary), targets: int64(labels), mask };
  console.log('BioGloss');
  for await (const _ of createInterface({ input: process.stdin })) {
    const [started, before] = [performance.now(), process.cpuUsage()];
    await session.step(feeds, { learningRate: 1e-4 });
    const { user, system } = process.cpuUsage(before);
    const peak = 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
    console.log((performance.now() - started) / 1000, (user + system) / 1e6, peak);
  }
}

interface Step {
  /** Seconds by the clock, and of CPU time over all threads. */
  readonly clock: number;
  readonly cpu: number;
  /** Bytes of real memory at most until now. */
  readonly peak: number;
}

class Side {
  private readonly lines: AsyncIterator<string>;

  private constructor(private readonly process: ChildProcess) {
    this.lines = createInterface({ input: process.stdout! })[Symbol.asyncIterator]();
  }

  static async start(command: string, args: readonly string[]): Promise<Side> {
    const side = new Side(spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] }));
    await side.lines.next();
    return side;
  }

  async step(): Promise<Step> {
    this.process.stdin!.write('step\n');
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`${this.process.spawnfile} ended in the middle of its steps`);
    const [clock, cpu, peak] = String(value).split(' ').map(Number);
    return { clock, cpu, peak };
  }

  end(): void {
    this.process.stdin!.end();
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function compare(size: Size): Promise<void> {
  const { layers, width, heads, hidden, sequences, words, vocabulary, rounds } = size;
  const shape = [layers, width, heads, hidden, sequences, words, vocabulary].map(String);
  const [ours, theirs] = await Promise.all([
    Side.start(process.execPath, [__filename, '--steps', JSON.stringify(size)]),
    Side.start(python, [join('test/bench/pytorch/steps.py'), ...shape]),
  ]);
  for (let warm = 0; warm < 2; warm++) for (const side of [ours, theirs]) await side.step();
  const steps: Record<'ours' | 'theirs', Step>[] = [];
  for (let round = 0; round < rounds; round++)
    steps.push({ ours: await ours.step(), theirs: await theirs.step() });
  for (const side of [ours, theirs]) side.end();
  const ratio = (unit: keyof Step) =>
    median(steps.map((step) => step.ours[unit] / step.theirs[unit])).toFixed(2);
  const [mine, others] = (['ours', 'theirs'] as const).map((side) => ({
    milliseconds: (1000 * median(steps.map((step) => step[side].clock))).toFixed(0),
    gibibytes: (steps.at(-1)![side].peak / 2 ** 30).toFixed(2),
  }));
  console.log(`${layers} × ${width}, ${sequences} × ${words} words`);
  console.log(`  BioGloss  ${mine.milliseconds} ms, ${mine.gibibytes} GiB`);
  console.log(`  PyTorch   ${others.milliseconds} ms, ${others.gibibytes} GiB`);
  console.log(
    `  ratio     ${ratio('clock')} of the time (bar: 1.15), ${ratio('cpu')} of the CPU time, ${ratio('peak')} of the memory (bar: 1.2)`,
  );
}

async function main(): Promise<void> {
  const at = process.argv.indexOf('--steps');
  if (at >= 0) return answerSteps(JSON.parse(process.argv[at + 1]));
  const torch = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' });
  if (torch.status !== 0) {
    console.log(`skipped: ${python} has no PyTorch to compare with (Debian: apt-get install python3-torch)`);
    return;
  }
  console.log(`PyTorch ${torch.stdout.trim()}`);
  for (const size of sizes) await compare(size);
}

main();
