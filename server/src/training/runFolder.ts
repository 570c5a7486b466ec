import { existsSync } from 'node:fs';
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { clearTemporaries, writeAtomically } from '../platform/atomicFile';
import { mendFolder } from '../platform/atomicFolder';
import { Failure, sentence } from '../platform/failure';
import type { ProcessLock } from '../platform/processLock';
import { refuseForeignFiles } from '../runs/foreignFiles';
import { lockRun } from '../runs/lock';
import type { RunEvent } from '../runs/runEvent';
import { runFiles } from '../runs/runFiles';
import { forgetStop, whenAskedToStop } from '../runs/stop';
import { type TrainingOrder, withAbsolutePaths } from './order';
import { RunLog } from './runLog';
import type { RunRecord } from './runRecord';
import type { TrainingConfig } from './trainingConfig';

/** The person has had enough; what was learned is kept, and the run can be resumed. */
export class TrainingStopped extends Failure {
  constructor() {
    super('The training was stopped.');
  }
}

/** Another process has the folder now, or it is gone: this one may write nothing there any more. */
export class TakenOver extends Failure {
  constructor(folder: string) {
    super(
      `${folder} was deleted, or another process has taken it over. This one writes nothing there any more.`,
    );
  }
}

/** A run folder as the process has it that trains there: nobody else does, everyone can read how it goes, and anyone may ask it to stop. */
export class RunFolder {
  private readonly stopping = new AbortController();
  private unwatch = () => {};
  /** Set where nothing is left to come that a mistake in the order could break. A run that fails before leaves nothing, so that whoever corrects it need not take another folder. */
  isPrepared: boolean;

  private constructor(
    readonly path: string,
    private readonly lock: ProcessLock,
    private readonly log: RunLog,
    private readonly made: string | undefined,
    readonly resumed: boolean,
  ) {
    this.isPrepared = resumed;
  }

  /**
   * Takes the folder of an order; it is made where it is missing.
   * @throws Failure with a sentence where another process is at work there, where it holds a run that is not to be resumed, or none that could be
   */
  static async take({ out, resume }: Pick<TrainingOrder, 'out' | 'resume'>): Promise<RunFolder> {
    const path = resolve(out);
    const resumed = resume === true;
    const begun = () => existsSync(join(path, runFiles.config));
    if (resumed && !begun())
      throw new Failure(`${out} holds no run to go on with. Start one: the same command without --resume.`);
    const made = await mkdir(path, { recursive: true });
    const stopping = { lost: () => {} };
    const lock = await lockRun(path, () => stopping.lost());
    try {
      if (begun() && !resumed)
        throw new Failure(
          `${out} holds a run already. Give another folder, or --resume to go on with that run.`,
        );
      if (!resumed) await refuseForeignFiles(path);
      for (const model of [runFiles.best, runFiles.last, runFiles.linking])
        await mendFolder(join(path, model));
      for (const weights of [runFiles.pretraining, runFiles.checkpoint])
        await clearTemporaries(join(path, weights));
      const folder = new RunFolder(path, lock, await RunLog.open(path, resumed), made, resumed);
      stopping.lost = () => folder.stopping.abort(new TakenOver(out));
      folder.unwatch = whenAskedToStop(path, lock.holder, () => folder.stopping.abort(new TrainingStopped()));
      folder.write({ type: 'begin', pid: process.pid, resumed });
      return folder;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Aborted where somebody asks the run to stop. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** What the run's steps have taken. */
  get seconds(): number {
    return this.log.seconds;
  }

  write(event: RunEvent): void {
    this.log.write(event);
  }

  /** Writes down what the run is, the config last: from now on it can be resumed. */
  async begin(order: TrainingOrder, config: TrainingConfig, record: RunRecord): Promise<void> {
    if (this.resumed) return;
    await this.save(runFiles.order, { ...withAbsolutePaths(order), resume: undefined });
    await this.save(runFiles.record, record);
    await this.save(runFiles.config, config);
  }

  save(file: string, content: unknown): Promise<void> {
    return writeAtomically(join(this.path, file), [Buffer.from(`${JSON.stringify(content, null, 2)}\n`)]);
  }

  /** Says how it ended and lets go of the folder. */
  async end(error?: unknown): Promise<void> {
    const how = error === undefined ? 'done' : error instanceof TrainingStopped ? 'stopped' : 'failed';
    this.unwatch();
    if (this.signal.reason instanceof TakenOver) return this.log.close();
    this.write({ type: 'end', how, ...(how === 'failed' && { message: sentence(error) }) });
    const neverWas = !this.isPrepared && (how === 'failed' || !existsSync(join(this.path, runFiles.config)));
    try {
      this.log.close();
    } finally {
      if (neverWas) await this.#undo();
      // One that stays names this process's lock, and asks nobody else.
      await forgetStop(this.path).catch(() => {});
      await this.lock.release();
      if (neverWas) await this.#removeEmpty();
    }
  }

  async #undo(): Promise<void> {
    const { config, order, record, log, words, linking } = runFiles;
    // The config first: without it there is no run.
    for (const file of [config, order, record, log, words, linking])
      await rm(join(this.path, file), { recursive: true, force: true });
  }

  /** The folder, and those above it that were made with it. */
  async #removeEmpty(): Promise<void> {
    if (this.made === undefined) return;
    for (let folder = this.path; folder.length >= this.made.length; folder = dirname(folder))
      if (
        !(await rmdir(folder).then(
          () => true,
          () => false,
        ))
      )
        return;
  }
}
