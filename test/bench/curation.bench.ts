// What a person waits for in a document with ten thousand decisions: from an action to the marks that follow from it, in the server alone and until a client has them.
//   node scripts/build.mjs && node scripts/bench.mjs curation        60 rounds of each action; --rounds=8 for fewer
//   … --profile                                                      and a profile of the server's processor time, in its folder
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CurateParams,
  type CurateResult,
  type CurationAction,
  type CurationStateParams,
  curateRequest,
  curationStateNotification,
  redoCurationRequest,
  undoCurationRequest,
} from '../../server/src/protocol/curation';
import { Editor } from '../protocol/editor';
import { productServer } from '../protocol/servers';
import { type ServerTimes, serveTimed } from './curationServer';

const count = 10_000;
const rounds = Number(process.argv.find((argument) => argument.startsWith('--rounds='))?.slice(9) ?? 60);
const names = [
  'naproxen',
  'renal failure',
  'hypertension',
  'cyclosporine',
  'headache',
  'amlodipine',
  'tremor',
];

const text = Array.from(
  { length: count },
  (_, n) => `In case ${n} there was ${names[n % names.length]} again${n % 9 === 0 ? '.\n\n' : '. '}`,
).join('');

/** Told to this file when it is to be the server. */
const asServer = '--server';

interface Times extends ServerTimes {
  /** Milliseconds until the client had the marks. */
  readonly client: number;
}

/** Of a list of milliseconds, how long all but this share took at most. */
const quantile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))]!;

async function main(): Promise<void> {
  if (!productServer()) throw new Error('Build first: node scripts/build.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-curation-'));
  const path = join(folder, 'many.txt');
  writeFileSync(path, text);
  const uri = pathToFileURL(path).href;
  const server = startedServer();
  const editor = await Editor.connect(server.stdout!, server.stdin!, {
    initializationOptions: { curation: true, settings: { reader: 'dictionary', curator: 'Ada' } },
  });
  try {
    const states: CurationStateParams[] = [];
    editor.listen(curationStateNotification, (state: CurationStateParams) => states.push(state));
    await editor.open(uri, text);
    const whole = () => editor.annotations.findLast(({ complete }) => complete);
    const { mentions } = await editor.until(whole, 'marks', 300_000);
    const { version } = editor.document(uri);
    const ask = (action: CurationAction, targets: typeof mentions, scope?: CurateParams['scope']) =>
      editor.connection.sendRequest<CurateResult>(curateRequest, {
        action,
        on: [{ uri, version, mentions: targets.map(({ ranges, type }) => ({ ranges, type })) }],
        scope,
      });
    const time = async (run: () => Promise<unknown>): Promise<Times> => {
      const shown = editor.annotations.length;
      const began = performance.now();
      const told = once(server, 'message') as Promise<[ServerTimes]>;
      const marks = editor
        .until(() => editor.annotations.length > shown, 'the marks', 60_000)
        .then(() => performance.now() - began);
      await run();
      const [[times], client] = await Promise.all([told, marks]);
      return { ...times, client };
    };
    const { marks, client } = await time(() => ask({ kind: 'accept' }, mentions));
    await editor.until(
      () => states.at(-1)?.counts.decided === mentions.length && states.at(-1)?.saved,
      'all accepted',
      60_000,
    );
    const size = (statSync(`${path}.curation`).size / 1e6).toFixed(1);
    console.log(`${mentions.length} decisions, sidecar of ${size} MB, ${rounds} rounds`);
    console.log(`made all at once in ${marks.toFixed(0)} ms, shown after ${client.toFixed(0)} ms\n`);
    let at = 17;
    const next = () => {
      at = (at + 7_919) % mentions.length;
      return [mentions[at]!];
    };
    const actions: Record<string, () => Promise<unknown>> = {
      reject: () => ask({ kind: 'reject' }, next()),
      'change type': () => ask({ kind: 'changeType', type: 'Species' }, next()),
      'grow by a word': () => ask({ kind: 'setBoundaries', side: 'end', by: 'grow' }, next()),
      link: () => ask({ kind: 'link', concepts: ['MESH:D000001'] }, next()),
      note: () => ask({ kind: 'note', note: 'ask the authors' }, next()),
      clear: () => ask({ kind: 'clear' }, next()),
      'reject all alike': () => ask({ kind: 'reject' }, next(), 'document'),
      undo: () => editor.connection.sendRequest(undoCurationRequest, { uri }),
      redo: () => editor.connection.sendRequest(redoCurationRequest, { uri }),
    };
    const undo = () => time(() => editor.connection.sendRequest(undoCurationRequest, { uri }));
    const times = new Map(Object.keys(actions).map((name) => [name, [] as Times[]]));
    for (let round = 0; round < rounds; round++)
      for (const [name, run] of Object.entries(actions)) {
        // Each begins with all accepted.
        if (name === 'undo') await time(actions['reject']!);
        if (name === 'redo') {
          await time(actions['reject']!);
          await undo();
        }
        times.get(name)!.push(await time(run));
        if (name !== 'undo') await undo();
      }
    const columns = {
      marks: 'server: marks',
      state: 'server: counts',
      processor: 'server: processor',
      client: 'client: marks',
    } as const;
    console.log(
      'milliseconds, p50 and p95'.padEnd(28),
      ...Object.values(columns).map((each) => each.padEnd(18)),
    );
    for (const [name, measured] of times) {
      const figures = Object.keys(columns).map((column) => {
        const each = measured.map((found) => found[column as keyof Times]);
        return [0.5, 0.95].map((share) => quantile(each, share).toFixed(1).padStart(8)).join('');
      });
      console.log(name.padEnd(28), ...figures.map((each) => each.padEnd(18)));
    }
  } finally {
    await editor.close();
    server.disconnect();
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

function startedServer(): ChildProcess {
  const execArgv = [...process.execArgv, ...(process.argv.includes('--profile') ? ['--cpu-prof'] : [])];
  return fork(__filename, [asServer], { execArgv, stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
}

if (process.argv.includes(asServer)) serveTimed();
else
  main().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
