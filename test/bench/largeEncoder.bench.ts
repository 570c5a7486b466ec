/**
 * Two steps of a 12-layer encoder, 768 wide, over two texts of 256 subwords: `npm run bench -- largeEncoder`. It prints what was expected of memory
 * and what was taken. `--frozen=N` freezes the embeddings and N layers.
 */
import { readFileSync } from 'node:fs';
import { TransformerInput } from '../../server/src/tasks/encoder/transformerInput';
import { guidelineOf } from '../../server/src/tasks/ner/guideline';
import { readTokenizer } from '../../server/src/tasks/words/tokenizer';
import { finished } from '../../server/src/terminology/candidates/slices';
import { batchExamples, examplesOf } from '../../server/src/training/examples';
import { describeNeed, memoryNeed } from '../../server/src/training/memoryNeed';
import { trainingGraph } from '../../server/src/training/trainingGraph';
import { TrainingSession } from '../../server/src/training/trainingSession';
import { annotated } from '../support/annotated';

const config = {
  kind: 'transformer',
  pieces: 30_522,
  width: 768,
  layers: 12,
  heads: 12,
  hidden: 3072,
  positions: 512,
  firstPosition: 0,
  epsilon: 1e-12,
} as const;

function architecture() {
  const vocab = { '[PAD]': 0, '[UNK]': 1, '[CLS]': 2, '[SEP]': 3, a: 4, naproxen: 5 };
  return {
    network: {
      input: config,
      encoder: { width: config.width, dilations: [], attentionBlocks: 0, heads: 1 },
      relation: { width: 64, members: 3 },
    },
    input: new TransformerInput(
      config,
      readTokenizer({ model: { type: 'WordPiece', unk_token: '[UNK]', vocab } }),
    ),
    guidelines: [guidelineOf({ name: 'own', entityTypes: ['Chemical', 'Disease'] })],
  };
}

/** Bytes of real memory that this process has had at most. */
const peak = (): number =>
  1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);

async function main(): Promise<void> {
  const frozen = process.argv.find((argument) => argument.startsWith('--frozen='))?.slice('--frozen='.length);
  const built = architecture();
  const text = `${'a '.repeat(253)}«naproxen»:Chemical`;
  const reading = { ...built, guideline: 0, sequenceWords: 512 };
  const examples = finished(examplesOf([annotated(text), annotated(text)], reading));
  const feeds = batchExamples(examples, built);
  const dropout = { input: 0.1, hidden: 0.1, word: 0, affix: 0, dictionary: 0 };
  const graph = trainingGraph(built, {
    dropout,
    frozenLayers: frozen === undefined ? undefined : Number(frozen),
  });
  console.log(describeNeed(memoryNeed(graph, feeds, true)));
  const session = TrainingSession.create(graph, {
    loss: 'loss',
    seed: 1,
    threads: 2,
    optimizer: { average: 0.99 },
  });
  for (let step = 1; step <= 2; step++) {
    const [started, before] = [performance.now(), process.cpuUsage()];
    const { loss } = await session.step(feeds, { learningRate: 5e-5 });
    const { user, system } = process.cpuUsage(before);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `step ${step}: loss ${loss.toFixed(3)}, ${seconds} s, ${((user + system) / 1e6).toFixed(1)} s of CPU`,
    );
  }
  console.log(`after the steps  ${(peak() / 2 ** 30).toFixed(2)} GiB at most`);
  const state = await session.state();
  console.log(
    `with the copies for a checkpoint (${state.weights.size} parameters)  ${(peak() / 2 ** 30).toFixed(2)} GiB at most (bar: 8)`,
  );
  await session.release();
}

main();
