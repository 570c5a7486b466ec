import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { Failure } from '../platform/failure';
import { loadCheckpoint, saveCheckpoint } from './checkpoint';
import { type DevScores, scoreOnDev } from './devScores';
import { batchExamples, examplesOf } from './examples';
import type { Learner } from './learner';
import { checkMemory, describeNeed, memoryNeed } from './memoryNeed';
import { largestPass, learnBatch } from './passes';
import { planSteps } from './stages';
import type { TrainingConfig } from './trainingConfig';
import type { TrainingEvent } from './trainingEvent';
import { trainingGraph } from './trainingGraph';
import { TrainingSession } from './trainingSession';
import { writeModel } from './writeModel';

export interface Run {
  readonly config: TrainingConfig;
  readonly learner: Learner;
  readonly train: readonly AnnotatedDocument[];
  readonly dev: readonly AnnotatedDocument[];
  /** The run folder: `model-best`, `model-last` and the checkpoint. */
  readonly out: string;
  /** Go on from the checkpoint in `out`, if there is one. */
  readonly resume: boolean;
  readonly report: (event: TrainingEvent) => void;
  /** A line for the person. */
  readonly tell: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** What a checkpoint keeps beside the weights. */
interface Progress {
  /** Epochs done. */
  readonly epoch: number;
  /** Steps of the whole run, by which other documents are noticed. */
  readonly steps: number;
  /** Of `model-best`. */
  readonly best?: DevScores;
}

/** The folder in a run folder that is the run's model. */
export const modelBest = 'model-best';

/** The file of a run folder that a resumed run goes on from. */
export const trainingCheckpoint = 'checkpoint.safetensors';

/**
 * Trains entities, epoch by epoch: after each one the averaged weights become `model-last`, are scored on dev as any user would run them, and
 * become `model-best` if no epoch was better, or where the config wants the last one. Every epoch ends in a checkpoint; a resumed run makes the same
 * steps as one that was not stopped.
 * @param dev may be empty where the config wants the last epoch
 * @returns the scores of `model-best`; none without dev documents
 * @throws the signal's reason, once it is aborted; what the last epoch made stays
 */
export async function runTraining({
  config,
  learner,
  train,
  dev,
  out,
  resume,
  report,
  tell,
  signal,
}: Run): Promise<DevScores | undefined> {
  const { architecture, parts, others } = learner;
  const { input, guidelines } = architecture;
  const { sequenceWords } = parts.config;
  const reading = { input, guidelines, sequenceWords };
  const own = examplesOf(train, { ...reading, guideline: 0 });
  const beside = others.map(({ guideline: { name }, documents, passes, kept }) => {
    const guideline = guidelines.findIndex((each) => each.name === name);
    return { passes, kept, examples: examplesOf(documents, { ...reading, guideline }) };
  });
  const epochs = planSteps(own, beside, config);
  const steps = epochs.reduce((total, batches) => total + batches.length, 0);
  const { betas, decay, clip, average } = config.optimizer;
  const graph = trainingGraph(architecture, config);
  const need = memoryNeed(graph, batchExamples(largestPass(epochs, config.passWords), architecture), true);
  tell(describeNeed(need));
  checkMemory(need);
  const session = await TrainingSession.create(graph, {
    loss: 'loss',
    seed: config.seed,
    threads: config.threads,
    optimizer: { betas, weightDecay: decay, clip, average },
  });
  try {
    await mkdir(out, { recursive: true });
    const checkpoint = join(out, trainingCheckpoint);
    let progress: Progress = { epoch: 0, steps };
    if (resume && existsSync(checkpoint)) {
      const saved = await loadCheckpoint(checkpoint);
      session.restore(saved.state);
      progress = saved.progress as Progress;
      if (progress.steps !== steps)
        throw new Failure(
          `The run in ${out} was started with documents that make ${progress.steps} steps, these make ${steps}. Give the files that it was started with.`,
        );
    } else await learner.begin(session);

    for (let epoch = progress.epoch; epoch < epochs.length; epoch++) {
      for (const { batch, rate } of epochs[epoch]) {
        signal?.throwIfAborted();
        const started = performance.now();
        const { loss, gradientNorm } = await learnBatch(session, batch, { architecture, config, rate });
        if (!Number.isFinite(loss))
          throw new Error(
            `The loss of step ${session.steps} is ${loss}: the training has diverged. Lower optimizer.rate in the config.`,
          );
        const seconds = (performance.now() - started) / 1000;
        report({
          type: 'step',
          step: session.steps,
          steps,
          epoch: epoch + 1,
          loss,
          rate,
          gradientNorm,
          seconds,
        });
      }
      const last = join(out, 'model-last');
      const weights = session.averaged();
      await writeModel(last, parts, weights);
      const scores = dev.length > 0 ? await scoreOnDev(last, dev, signal) : undefined;
      const best =
        config.epoch === 'last' || !scores || !progress.best || scores.quality > progress.best.quality;
      if (best) await writeModel(join(out, modelBest), parts, weights);
      progress = { epoch: epoch + 1, steps, best: best ? scores : progress.best };
      await saveCheckpoint(checkpoint, session.state(), progress);
      if (scores) report({ type: 'evaluation', step: session.steps, epoch: epoch + 1, scores, best });
    }
    return progress.best;
  } finally {
    await session.release();
  }
}
