import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { randomSequence } from '../numbers/randomNumbers';
import { Failure } from '../platform/failure';
import { runFiles } from '../runs/runFiles';
import type { InputBlock } from '../tasks/encoder/inputBlock';
import { read } from '../tasks/reading';
import type { Vocabulary } from '../tasks/words/vocabulary';
import { drawBatches } from './batches';
import { loadCheckpoint, saveCheckpoint } from './checkpoint';
import { batchMasked, maskWords } from './maskedWords';
import type { RawText } from './rawText';
import { TakenOver } from './runFolder';
import { learningRate } from './schedule';
import { aboutWords, drawUnits } from './textUnits';
import { scratchOf, type TrainingConfig } from './trainingConfig';
import type { TrainingEvent } from './trainingEvent';
import type { TrainingSession } from './trainingSession';

export interface Guessing {
  readonly config: TrainingConfig;
  /** Of the guessing graph. */
  readonly session: TrainingSession;
  readonly texts: readonly RawText[];
  readonly input: InputBlock;
  readonly vocabulary: Vocabulary;
  /** How many words may be asked for. */
  readonly answers: number;
  /** The folder where `pretraining.safetensors` lets a stopped run go on. */
  readonly out: string;
  readonly resume: boolean;
  readonly report: (event: TrainingEvent) => void;
  readonly signal?: AbortSignal;
}

/** What the checkpoint keeps beside the weights. */
interface Progress {
  /** Batches read. */
  readonly step: number;
  /** Batches of the whole run, by which other texts are noticed. */
  readonly steps: number;
}

/** Between two checkpoints: some minutes. */
const stepsKept = 500;

/** Reads texts batch by batch, each once, hides words and lets the session learn to guess them. */
export async function guessHiddenWords(guessing: Guessing): Promise<void> {
  const { config, session, input, vocabulary, answers, out, report, signal } = guessing;
  const { words, batchWords, rate, share } = scratchOf(config).pretraining!;
  const masking = { input, vocabulary, sequenceWords: scratchOf(config).sequenceWords, share, answers };
  const units = drawUnits(guessing.texts, words, config.seed);
  const batches = drawBatches(units, aboutWords, batchWords, config.seed, 0);
  const steps = batches.length;
  const checkpoint = join(out, runFiles.pretraining);
  const save = async (step: number) =>
    saveCheckpoint(checkpoint, await session.state(), { step, steps } satisfies Progress);
  const first = guessing.resume && existsSync(checkpoint) ? await restored(session, checkpoint, steps) : 0;
  for (let step = first; step < steps; step++) {
    if (signal?.aborted) {
      if (!(signal.reason instanceof TakenOver)) await save(step);
      throw signal.reason;
    }
    const started = performance.now();
    const random = randomSequence(config.seed, 'hidden words', step);
    const texts = batches[step].map(({ text, unit }) => read(text, unit.passages));
    const readings = texts.map((text) => maskWords(text, masking, random));
    const feeds = batchMasked(readings, input);
    if (!feeds) continue;
    const now = learningRate(step, steps, { ...config.optimizer, rate });
    const { loss } = await session.step(feeds, { learningRate: now });
    if (!Number.isFinite(loss))
      throw new Error(
        `The loss of step ${step + 1} of the pretraining is ${loss}: it has diverged. Lower scratch.pretraining.rate in the config.`,
      );
    const seconds = (performance.now() - started) / 1000;
    const words = texts.reduce((sum, text) => sum + text.words.length, 0);
    report({ type: 'pretraining', step: step + 1, steps, loss, rate: now, words, seconds });
    if ((step + 1) % stepsKept === 0) await save(step + 1);
  }
  if (first < steps) await save(steps);
}

/** @returns the batches that were read before */
async function restored(session: TrainingSession, checkpoint: string, steps: number): Promise<number> {
  const { state, progress } = await loadCheckpoint(checkpoint);
  const saved = progress as Progress;
  if (saved.steps !== steps)
    throw new Failure(
      `${checkpoint} was begun with texts that make ${saved.steps} steps, these make ${steps}. Give the files that the run was started with.`,
    );
  session.restore(state);
  return saved.step;
}
