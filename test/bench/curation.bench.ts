// What a person waits for in a document with ten thousand decisions: from an action to the marks that follow from it.
// Client and server are one process here, so that both sides' work is in the figures.
//   node scripts/build.mjs && node scripts/bench.mjs curation
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

interface Times {
  readonly clock: number;
  readonly processor: number;
}

/** Of a list of milliseconds, how long all but this share took at most. */
const quantile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))]!;

async function main(): Promise<void> {
  const server = productServer();
  if (!server) throw new Error('Build first: node scripts/build.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-curation-'));
  const path = join(folder, 'many.txt');
  writeFileSync(path, text);
  const uri = pathToFileURL(path).href;
  const editor = await Editor.start({
    server,
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
    await ask({ kind: 'accept' }, mentions);
    await editor.until(
      () => states.at(-1)?.counts.decided === mentions.length && states.at(-1)?.saved,
      'all accepted',
      60_000,
    );
    console.log(
      `${mentions.length} decisions, sidecar of ${(statSync(`${path}.curation`).size / 1e6).toFixed(1)} MB, ${rounds} rounds`,
    );
    /** Milliseconds until the marks have come; of the clock, and of the processor, which other programs on the computer do not lengthen. */
    const time = async (run: () => Promise<unknown>): Promise<Times> => {
      const shown = editor.annotations.length;
      const [began, before] = [performance.now(), process.cpuUsage()];
      const marks = editor.until(() => editor.annotations.length > shown, 'the marks', 60_000);
      await Promise.all([run(), marks]);
      const { user, system } = process.cpuUsage(before);
      return { clock: performance.now() - began, processor: (user + system) / 1_000 };
    };
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
    console.log('milliseconds to the marks'.padEnd(28), 'processor p50, p95'.padEnd(22), 'clock p50, p95');
    for (const [name, measured] of times) {
      const figures = (['processor', 'clock'] as const).map((which) => {
        const each = measured.map((found) => found[which]);
        return [0.5, 0.95].map((share) => quantile(each, share).toFixed(1).padStart(8)).join('  ');
      });
      console.log(name.padEnd(28), figures.map((each) => each.padEnd(22)).join(' '));
    }
  } finally {
    await editor.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
