/** The training worker: trains in one run folder, by what stands in it. Nobody talks with it; whoever wants to know how it goes reads the folder. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sentence } from '../../platform/failure';
import { lowerPriority } from '../../platform/lowPriority';
import type { WorkerArguments } from '../../runs/launch';
import { runFiles } from '../../runs/runFiles';
import { readOrder } from '../../training/order';
import { TrainingStopped } from '../../training/runFolder';
import { train } from '../../training/train';
import type { TrainingEvent } from '../../training/trainingEvent';

const [task, folder] = process.argv.slice(2) as unknown as WorkerArguments;
if (task === 'launch') launch();
else void work();

/** Starts the process that trains, tells its number, and ends: so it is nobody's child, and no one ends it with their own. */
function launch(): void {
  const training: WorkerArguments = ['train', folder];
  const child = spawn(process.execPath, [__filename, ...training], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    windowsHide: true,
  });
  child.unref();
  process.stdout.write(`${child.pid ?? ''}\n`);
}

async function work(): Promise<void> {
  const stopping = new AbortController();
  // The computer is shut down: what was learned is saved.
  process.once('SIGTERM', () => stopping.abort(new TrainingStopped()));
  try {
    const resume = existsSync(join(folder, runFiles.config));
    const order = { ...(await readOrder(folder)), out: folder, resume };
    // The log in the folder tells all that there is to tell.
    await train(order, { report: lowerAtFirst, tell: () => {}, signal: stopping.signal });
  } catch (error) {
    if (error instanceof TrainingStopped) return;
    console.error(sentence(error));
    process.exitCode = 1;
  }
}

/** Whoever started the training waits until it has its folder, which the first stage tells; from then on the person's own work goes first. */
function lowerAtFirst(event: TrainingEvent): void {
  if (event.type === 'stage' && event.stage === 'reading') lowerPriority();
}
