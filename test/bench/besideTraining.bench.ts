// What a training that goes on costs the person beside it: from a text opened, or changed, to its marks. The training is at work and held by turns, so that
// whatever else the computer does meets both alike. Times in milliseconds; not for Windows, where no process can be held.
//   node scripts/bench.mjs besideTraining [--rounds=15]
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import scratch from '../../configs/scratch.json';
import { raisePriority } from '../../server/src/platform/lowPriority';
import { commands } from '../../server/src/protocol/commandNames';
import { followRun } from '../../server/src/runs/followRun';
import { stopRun } from '../../server/src/runs/stop';
import { Editor } from '../protocol/editor';
import { tinyCorpus } from '../support/tinyCorpus';

const rounds = Number(process.argv.find((argument) => argument.startsWith('--rounds='))?.slice(9) ?? 15);
const textsARound = 3;
const sample = readFileSync(join('samples', 'abstract.txt'), 'utf8');

/** How the training stands while texts are read. The last is what a training would be that lowered its own priority alone. */
const arms = [
  { name: 'no training (held)', enter: (pid: number) => process.kill(pid, 'SIGSTOP') },
  { name: 'a training beside', enter: (pid: number) => resume(pid, 19) },
  ...(existsSync('/proc/self/autogroup')
    ? [{ name: 'the same, its session not lowered', enter: (pid: number) => resume(pid, 0) }]
    : []),
];

function resume(pid: number, session: number): void {
  process.kill(pid, 'SIGCONT');
  if (existsSync('/proc/self/autogroup')) writeFileSync(`/proc/${pid}/autogroup`, `${session}`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-beside-'));
  const run = join(folder, 'run');
  const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data') };
  const server = spawn(process.execPath, [join('dist', 'server.js'), '--stdio'], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const editor = await Editor.connect(server.stdout!, server.stdin!);
    await marked(editor, 'file:///first.txt', sample);
    const pid = await trainingIn(folder, run, editor);
    const times = arms.map(() => ({ opened: [] as number[], edited: [] as number[] }));
    for (let round = 0; round < rounds; round++)
      for (const [arm, { enter }] of arms.entries()) {
        enter(pid);
        await setTimeout(100);
        for (let n = 0; n < textsARound; n++) {
          const uri = `file:///${round}-${arm}-${n}.txt`;
          const text = sample.replaceAll(/\.\s/g, ` ${arm + 7 * n + 31 * round}. `);
          times[arm].opened.push(await marked(editor, uri, text));
          times[arm].edited.push(await edited(editor, uri));
        }
      }
    process.kill(pid, 'SIGCONT');
    for (const what of ['opened', 'edited'] as const)
      report(
        what,
        times.map((of) => of[what]),
      );
  } finally {
    await stopRun(run);
    await ended(server);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A training with a network of the usual size. @returns its process, once it makes steps */
async function trainingIn(folder: string, run: string, editor: Editor): Promise<number> {
  const [train, config] = [join(folder, 'train.txt'), join(folder, 'config.json')];
  writeFileSync(train, tinyCorpus(300));
  writeFileSync(config, JSON.stringify({ ...scratch, epochs: 1000, epoch: 'last' }));
  const order = { train: [train], config, out: run, base: 'scratch' };
  const failed = editor
    .execute(commands.fineTune, order)
    .then(() => Promise.reject(new Error('it has ended')));
  const begun = new Promise<number>((resolve) => {
    const leave = followRun(run, {
      events: () => {},
      state: (state) => {
        // Until it makes steps it is waited for.
        if (state?.pid) raisePriority(state.pid);
        if (!state?.pid || !state.step || state.step < 3) return;
        leave();
        resolve(state.pid);
      },
    });
  });
  failed.catch(() => {});
  return Promise.race([failed, begun]);
}

async function marked(editor: Editor, uri: string, text: string): Promise<number> {
  const began = performance.now();
  await editor.open(uri, text);
  await editor.complete(uri);
  return performance.now() - began;
}

async function edited(editor: Editor, uri: string): Promise<number> {
  const began = performance.now();
  await editor.replace(uri, '. ', '. In rats. ');
  await editor.complete(uri);
  return performance.now() - began;
}

function report(what: string, times: readonly number[][]): void {
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
  for (const [arm, { name }] of arms.entries()) {
    const sorted = [...times[arm]].sort((a, b) => a - b);
    const late = sorted[Math.floor(0.95 * sorted.length)];
    const ratio = middle(times[arm].map((time, i) => time / times[0][i]));
    console.log(
      `${what} → marks, ${name.padEnd(34)} p50 ${middle(sorted).toFixed(0).padStart(5)}   p95 ${late.toFixed(0).padStart(5)}   median of ratios ${ratio.toFixed(2)}`,
    );
  }
}

const ended = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once('close', resolve);
    child.kill();
  });

void main();
