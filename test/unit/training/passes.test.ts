import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TransformerInput } from '../../../server/src/tasks/encoder/transformerInput';
import { guidelineOf } from '../../../server/src/tasks/ner/guideline';
import { readTokenizer } from '../../../server/src/tasks/words/tokenizer';
import { finished } from '../../../server/src/terminology/candidates/slices';
import { examplesOf } from '../../../server/src/training/examples';
import { cutIntoPasses, learnBatch, paddedWords } from '../../../server/src/training/passes';
import { trainingGraph } from '../../../server/src/training/trainingGraph';
import { TrainingSession } from '../../../server/src/training/trainingSession';
import { annotated } from '../../support/annotated';

const pieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'naproxen', 'caused', 'ulcers', '##s', 'a', '.'];
const input = {
  kind: 'transformer',
  pieces: pieces.length,
  width: 8,
  layers: 1,
  heads: 2,
  hidden: 8,
  positions: 40,
  firstPosition: 0,
  epsilon: 1e-12,
} as const;
const architecture = {
  network: {
    input,
    encoder: { width: 8, dilations: [], attentionBlocks: 0, heads: 1 },
    relation: { width: 4, members: 1 },
  },
  input: new TransformerInput(
    input,
    readTokenizer({
      model: {
        type: 'WordPiece',
        unk_token: '[UNK]',
        vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      },
    }),
  ),
  guidelines: [guidelineOf({ name: 'own', entityTypes: ['Chemical'] })],
};
const reading = examplesOf(
  [
    annotated('«naproxen»:Chemical caused ulcers .'),
    annotated('a a a a a a a a a caused «naproxen»:Chemical .'),
    annotated('ulcers'),
    annotated(`${'a '.repeat(60)}«naproxen»:Chemical`),
  ],
  { input: architecture.input, guidelines: architecture.guidelines, guideline: 0, sequenceWords: 40 },
);
const examples = finished(reading);

test('a batch is cut into passes that hold it all, none larger than the limit but for a long text', () => {
  const passes = cutIntoPasses(examples, 20);
  assert.deepEqual(new Set(passes.flat()), new Set(examples));
  assert.deepEqual(
    passes.map((pass) => pass.length),
    [1, 1, 2],
  );
  assert.ok(passes.filter((pass) => pass.length > 1).every((pass) => paddedWords(pass) <= 20));
  assert.equal(cutIntoPasses(examples, undefined).length, 1);
});

const began = () =>
  TrainingSession.create(
    trainingGraph(architecture, {
      dropout: { input: 0.5, hidden: 0.5, word: 0, affix: 0, dictionary: 0 },
    }),
    { loss: 'loss', seed: 3, threads: 1 },
  );

test('a step that is stopped between two passes has not been made', async () => {
  const [session, other] = [await began(), await began()];
  const step = { architecture, config: { passWords: 20 }, rate: 0.1 };
  // Asked before each of the three passes: the last two are not made.
  let asked = 0;
  const signal = {
    get aborted() {
      return asked++ > 0;
    },
    throwIfAborted() {
      if (asked > 1) throw new Error('stopped');
    },
  } as AbortSignal;
  await assert.rejects(learnBatch(session, examples, { ...step, signal }), /stopped/);
  assert.deepEqual(await session.state(), await other.state());
  assert.deepEqual(await learnBatch(session, examples, step), await learnBatch(other, examples, step));
  assert.deepEqual(await session.state(), await other.state());
  await session.release();
  await other.release();
});

test('a step in passes is the step of the whole batch', async () => {
  const step = async (passWords: number | undefined) => {
    const dropout = { input: 0, hidden: 0, word: 0, affix: 0, dictionary: 0 };
    const session = TrainingSession.create(trainingGraph(architecture, { dropout }), {
      loss: 'loss',
      seed: 3,
      threads: 1,
    });
    const { loss, gradientNorm } = await learnBatch(session, examples, {
      architecture,
      config: { passWords },
      rate: 0.1,
    });
    await session.release();
    return { loss, gradientNorm };
  };
  const [whole, parts] = [await step(undefined), await step(20)];
  assert.ok(Math.abs(whole.loss - parts.loss) < 1e-5, `${whole.loss} and ${parts.loss}`);
  assert.ok(Math.abs(whole.gradientNorm - parts.gradientNorm) < 1e-5 * whole.gradientNorm);
  assert.ok(whole.gradientNorm > 0.01);
});
