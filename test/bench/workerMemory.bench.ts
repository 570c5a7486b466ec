// The analysis worker's peak memory behind a real language server, each figure in a worker of its own: after BC5CDR's dev abstracts, opened one after
// the other, and after long texts made of them. What linking computes of names is made in the first worker and read by the others. Linux alone tells it.
//   node scripts/bench.mjs workerMemory           after "npm run build"
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPubTator } from '../../server/src/formats/pubtator/read';
import { corpusFile } from '../corpora';
import { Editor } from '../protocol/editor';

/** Megabytes of 10⁶ bytes. */
const bar = 400;

/** In megabytes: what the process held at its most, and what it holds now. */
function memoryOf(process: number): { most: number; now: number } {
  const status = readFileSync(`/proc/${process}/status`, 'utf8');
  const megabytes = (field: string) =>
    (Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)![1]) * 1024) / 1e6;
  return { most: megabytes('VmHWM'), now: megabytes('VmRSS') };
}

/** Lets a fresh server read texts, and tells of its worker once names are linked by the tables as well. */
async function measure(what: string, storage: string, texts: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [join(process.cwd(), 'dist', 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const editor = await Editor.connect(child.stdout, child.stdin, { initializationOptions: { storage } });
    const [first, ...others] = texts;
    await editor.open('file:///0.txt', first);
    // A document is read again when the tables are there.
    const readings = () => editor.annotations.filter(({ complete }) => complete);
    await editor.until(() => readings().length >= 2, 'the second reading', 600_000);
    for (const [i, text] of others.entries()) {
      await editor.shut(`file:///${i}.txt`);
      await editor.open(`file:///${i + 1}.txt`, text);
      await editor.complete(`file:///${i + 1}.txt`);
      editor.annotations.length = 0;
    }
    const { most, now } = memoryOf(editor.worker);
    console.log(
      `${what}: peak ${most.toFixed(0)} MB, at the end ${now.toFixed(0)} MB (bar: peak ${bar} MB: ${most <= bar ? 'within' : 'MISSED'})`,
    );
  } finally {
    child.kill();
  }
}

async function main(): Promise<void> {
  const file = corpusFile('bc5cdr/dev');
  if (process.platform !== 'linux' || !file)
    return console.log(
      'skipped: it takes Linux, and corpora/bc5cdr/dev under BIOGLOSS_DATA or ../shared/data',
    );
  const abstracts = readPubTator(readFileSync(file, 'utf8')).documents.map(({ text }) => text);
  const longText = (length: number) => abstracts.join('\n\n').repeat(3).slice(0, length);
  const storage = mkdtempSync(join(tmpdir(), 'biogloss-bench-'));
  try {
    await measure('one abstract, tables made', storage, abstracts.slice(0, 1));
    await measure(`${abstracts.length} abstracts`, storage, abstracts);
    await measure('a text of 100 kB', storage, [longText(100_000)]);
    await measure('a text of 1 MB', storage, [longText(1_000_000)]);
  } finally {
    rmSync(storage, { recursive: true, force: true, maxRetries: 3 });
  }
}

void main();
