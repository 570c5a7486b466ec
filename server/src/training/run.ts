import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { replaceFolder } from '../platform/atomicFolder';
import { Failure } from '../platform/failure';
import { runFiles } from '../runs/runFiles';
import type { Device } from '../runtime/device';
import { inSlices } from '../terminology/candidates/slices';
import { loadCheckpoint, saveCheckpoint } from './checkpoint';
import { type DevScores, scoreOnDev } from './devScores';
import { batchExamples, type Example, examplesOf, unannotated } from './examples';
import { describeChoice } from './execution/chooseExecutor';
import type { Learner } from './learner';
import { checkMemory, describeNeed, memoryNeed } from './memoryNeed';
import { largestPass, learnBatch } from './passes';
import { withRemembered } from './remembered';
import { TakenOver } from './runFolder';
import { type OtherExamples, planSteps } from './stages';
import type { TrainingConfig } from './trainingConfig';
import type { TrainingEvent } from './trainingEvent';
import { trainingGraph } from './trainingGraph';
import { TrainingSession } from './trainingSession';
import { turnUnless } from './turns';
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
  readonly device: Device;
  readonly report: (event: TrainingEvent) => void;
  /** A line for the person. */
  readonly tell: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** What a checkpoint keeps beside the weights. */
interface Progress {
  /** Epochs done. */
  readonly epoch: number;
  /** Steps done of the epoch that follows; checkpoints of earlier versions were made between epochs alone. */
  readonly within?: number;
  /** Steps of the whole run, by which other documents are noticed. */
  readonly steps: number;
  /** Of `model-best`. */
  readonly best?: DevScores;
}

/** A checkpoint is written at least this often, in milliseconds: so much is lost where a process is killed. */
const checkpointEvery = 180_000;

/**
 * Trains entities, epoch by epoch: after each one the averaged weights become `model-last`, are scored on dev as any user would run them, and
 * become `model-best` if no epoch was better, or where the config wants the last one. Every epoch ends in a checkpoint, and so does a stop; a resumed run
 * makes the same steps as one that was not stopped.
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
  device,
  report,
  tell,
  signal,
}: Run): Promise<DevScores | undefined> {
  const { architecture, parts, others, memory } = learner;
  const { input, guidelines } = architecture;
  const { sequenceWords } = parts.config;
  const reading = { input, guidelines, sequenceWords };
  const turn = turnUnless(signal);
  const read = (documents: readonly AnnotatedDocument[], guideline: number) =>
    inSlices(examplesOf(documents, { ...reading, guideline }), turn);
  const inMind = async (examples: Example[]) => (memory ? withRemembered(examples, memory, turn) : examples);
  const own = await inMind(await read(train, learner.own));
  const beside: OtherExamples[] = [];
  for (const { guideline: known, documents, passes, kept } of others) {
    const guideline = guidelines.findIndex(({ name }) => name === known.name);
    beside.push({ passes, kept, examples: await read(documents, guideline) });
  }
  if (memory) {
    const examples = await inMind(await read(memory.texts, unannotated));
    beside.push({ passes: memory.passes, kept: true, examples });
  }
  const epochs = planSteps(own, beside, config);
  const steps = epochs.reduce((total, batches) => total + batches.length, 0);
  const { betas, decay, clip, average } = config.optimizer;
  const graph = trainingGraph(architecture, config);
  const need = memoryNeed(graph, batchExamples(largestPass(epochs, config.passWords), architecture), true);
  tell(describeNeed(need));
  checkMemory(need);
  const session = TrainingSession.create(graph, {
    loss: 'loss',
    seed: config.seed,
    threads: config.threads,
    optimizer: { betas, weightDecay: decay, clip, average },
    device,
    chosen: (attempts) => tell(describeChoice(attempts)),
  });
  try {
    const checkpoint = join(out, runFiles.checkpoint);
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
    let saved = performance.now();
    const save = async () => {
      await saveCheckpoint(checkpoint, await session.state(), progress);
      saved = performance.now();
    };
    /** Where a stop interrupts work, what has been learned until then is saved first. */
    const savedAtStop = async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work;
      } catch (error) {
        if (signal?.aborted && !(signal.reason instanceof TakenOver)) await save();
        throw error;
      }
    };

    for (let epoch = progress.epoch; epoch < epochs.length; epoch++) {
      for (const { batch, rate } of epochs[epoch].slice(progress.within ?? 0)) {
        const started = performance.now();
        const learning = learnBatch(session, batch, { architecture, config, rate, signal });
        const { loss, gradientNorm } = await savedAtStop(learning);
        if (!Number.isFinite(loss))
          throw new Error(
            `The loss of step ${session.steps} is ${loss}: the training has diverged. Lower optimizer.rate in the config.`,
          );
        const seconds = (performance.now() - started) / 1000;
        const words = batch.reduce((sum, { labels }) => sum + labels.length, 0);
        const step = { step: session.steps, steps, loss, rate, words, seconds };
        report({ type: 'step', epoch: epoch + 1, gradientNorm, ...step });
        progress = { ...progress, within: (progress.within ?? 0) + 1 };
        if (performance.now() - saved > checkpointEvery) await save();
      }
      const last = join(out, runFiles.last);
      const weights = await session.averaged();
      const write = (folder: string) => replaceFolder(folder, (coming) => writeModel(coming, parts, weights));
      await write(last);
      const scores = dev.length > 0 ? await savedAtStop(scoreOnDev(last, dev, signal)) : undefined;
      const best =
        config.epoch === 'last' || !scores || !progress.best || scores.quality > progress.best.quality;
      if (best) await write(join(out, runFiles.best));
      if (scores) report({ type: 'evaluation', step: session.steps, epoch: epoch + 1, scores, best });
      progress = { epoch: epoch + 1, steps, best: best ? scores : progress.best };
      await save();
    }
    return progress.best;
  } finally {
    await session.release();
  }
}
