// How soon a training stops that somebody has had enough of: the editor's answer to Cancel, and the end of its process, stage by stage. It is cancelled
// soon after a stage has begun, and resumed for the next one, again and again. The time on the processor says how much of that is the training's own.
//   node scripts/bench.mjs stopTraining [--stops=35] [--within=300] [--stages=reading,…] [--train=FILE --config=FILE]
// Without files a network of seconds; with them as large a training as they make.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { raisePriority } from '../../server/src/platform/lowPriority';
import { commands } from '../../server/src/protocol/commandNames';
import { followRun } from '../../server/src/runs/followRun';
import { holderOf } from '../../server/src/runs/lock';
import { type Stage, stages } from '../../server/src/runs/runEvent';
import { readRun } from '../../server/src/runs/runState';
import { stopRun } from '../../server/src/runs/stop';
import { Editor } from '../protocol/editor';
import { everyStage } from '../support/killedTraining';
import { tinyCorpus } from '../support/tinyCorpus';

const given = (name: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const stops = Number(given('stops') ?? 35);
/** Where it is cancelled, by turns. */
const cancelledIn = stages.filter((stage) => given('stages')?.split(',').includes(stage) ?? true);
/** Milliseconds after a stage has begun. */
const within = Number(given('within') ?? 300);

interface Stop {
  readonly stage: Stage;
  /** Milliseconds until the editor has its answer, and until the process is gone; and how long that was on the processor. */
  readonly answer: number;
  readonly gone: number;
  readonly processor: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-stop-'));
  const order = orderIn(folder);
  const server = spawn(process.execPath, [join('dist', 'server.js'), '--stdio'], {
    env: { ...process.env, XDG_DATA_HOME: join(folder, 'data') },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const settings = { model: join(folder, 'no model') };
  const editor = await Editor.connect(server.stdout!, server.stdin!, { initializationOptions: { settings } });
  const found: Stop[] = [];
  let runs = 0;
  let run = '';
  try {
    while (found.length < stops) {
      if (!(await readRun(run))?.resumable) run = join(folder, `run${runs++}`);
      const source = new CancellationTokenSource();
      const [command, argument] = (await readRun(run))
        ? [commands.resumeTraining, { out: run }]
        : [commands.fineTune, { ...order, out: run }];
      const training = editor.connection
        .sendRequest('workspace/executeCommand', { command, arguments: [argument] }, source.token)
        .then(
          () => true,
          (error: Error) => error,
        );
      const wanted = cancelledIn[found.length % cancelledIn.length];
      const pid = await Promise.race([beginning(run, wanted), training.then(() => undefined)]);
      await setTimeout(Math.random() * within);
      const stop = pid && (await stopped(run, pid, source, training));
      if (stop) found.push(stop);
      else if ((await training) !== true) throw await training;
    }
  } finally {
    await stopRun(run);
    server.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  report(found);
}

function orderIn(folder: string): { train: string[]; config: string; base: string } {
  const [train, config] = [given('train'), given('config')];
  if (train && config) return { train: [resolve(train)], config: resolve(config), base: 'scratch' };
  writeFileSync(join(folder, 'train.txt'), tinyCorpus(48));
  writeFileSync(join(folder, 'other.txt'), tinyCorpus(12, 300));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(everyStage(folder)));
  return { train: [join(folder, 'train.txt')], config: join(folder, 'config.json'), base: 'scratch' };
}

/** @returns the process, once the run is in the stage or beyond it */
function beginning(run: string, wanted: Stage): Promise<number> {
  return new Promise((found) => {
    const leave = followRun(run, {
      events: () => {},
      state: (state) => {
        if (!state?.pid) return;
        // What is measured is how soon it stops, and not how seldom it gets its turn until then.
        raisePriority(state.pid);
        if (!state.stage || stages.indexOf(state.stage) < stages.indexOf(wanted)) return;
        leave();
        found(state.pid);
      },
    });
  });
}

/** @returns undefined where the training ended by itself before */
async function stopped(
  run: string,
  pid: number,
  source: CancellationTokenSource,
  training: Promise<unknown>,
): Promise<Stop | undefined> {
  const began = processorOf(pid);
  const asked = performance.now();
  source.cancel();
  if ((await training) === true || began === undefined) return undefined;
  const answer = performance.now() - asked;
  let last = began;
  while (await holderOf(run)) {
    last = processorOf(pid) ?? last;
    await setTimeout(10);
  }
  const gone = performance.now() - asked;
  const state = await readRun(run);
  return { stage: state?.stage ?? 'reading', answer, gone, processor: last - began };
}

/** Milliseconds that a process has been on the processor, in steps of ten; undefined where the system does not tell. */
function processorOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return undefined;
  }
}

function report(found: readonly Stop[]): void {
  const line = (name: string, values: readonly number[]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0).padStart(6);
    console.log(
      `${name.padEnd(44)} n ${String(values.length).padStart(3)}   p50 ${at(0.5)}   p99 ${at(0.99)}`,
    );
  };
  line(
    'Cancel → the editor’s answer',
    found.map(({ answer }) => answer),
  );
  for (const stage of stages) {
    const of = found.filter((stop) => stop.stage === stage);
    if (of.length === 0) continue;
    line(
      `${stage}: Cancel → the process is gone`,
      of.map(({ gone }) => gone),
    );
    line(
      `${stage}: of it on the processor`,
      of.map(({ processor }) => processor),
    );
  }
}

void main();
