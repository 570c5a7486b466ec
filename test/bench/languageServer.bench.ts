// What an editor waits for, measured at a language server in a process of its own: first marks, marks after an edit, hovers, and
// answers while a person types in a long file. Times in milliseconds.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from '../protocol/editor';

const root = process.cwd();

/** Abstracts of BC5CDR's dev part, else our own sample over and over. */
function abstracts(): string[] {
  try {
    const data = process.env['BIOGLOSS_DATA'] ?? join(root, '..', 'shared', 'data');
    const text = readFileSync(join(data, 'corpora', 'bc5cdr', 'dev.PubTator.txt'), 'utf8');
    return [...text.matchAll(/^\d+\|t\|(.*)\n\d+\|a\|(.*)$/gm)].map(
      ([, title, abstract]) => `${title}\n\n${abstract}\n`,
    );
  } catch {
    const sample = readFileSync(join(root, 'samples', 'abstract.txt'), 'utf8');
    return Array.from({ length: 60 }, (_, i) => sample.replace(/\n/, ` ${i}\n`));
  }
}

async function startServer(): Promise<{ child: ChildProcess; editor: Editor }> {
  const child = spawn(process.execPath, [join(root, 'dist', 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return { child, editor: await Editor.connect(child.stdout!, child.stdin!) };
}

function report(what: string, times: number[], bar?: number): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  const wanted = bar === undefined ? '' : `   wanted: p95 ≤ ${bar}`;
  console.log(
    `${what.padEnd(44)} p50 ${at(0.5).padStart(7)}   p95 ${at(0.95).padStart(7)}   max ${at(1).padStart(7)}${wanted}`,
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const texts = abstracts();
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function coldStarts(): Promise<void> {
  const times: number[] = [];
  for (const text of texts.slice(0, 5)) {
    const began = performance.now();
    const { child, editor } = await startServer();
    await editor.open('file:///cold.txt', text);
    await editor.complete('file:///cold.txt');
    times.push(performance.now() - began);
    child.kill();
  }
  report('server started and abstract opened → marks', times, 2_500);
}

async function shortDocuments(editor: Editor): Promise<void> {
  const [opened, edited, hovered]: number[][] = [[], [], []];
  for (const [i, text] of texts.slice(5, 45).entries()) {
    const uri = `file:///${i}.txt`;
    const open = async () => {
      await editor.open(uri, text);
      await editor.complete(uri);
    };
    const edit = async () => {
      await editor.replace(uri, '. ', '. In rats. ');
      await editor.complete(uri);
    };
    opened.push(await timed(open));
    edited.push(await timed(edit));
    const { mentions } = await editor.complete(uri);
    for (const { text } of mentions.slice(0, 5)) hovered.push(await timed(() => editor.hover(uri, text)));
  }
  report('abstract opened → marks', opened.slice(1), 1_000);
  report('edit → new marks (75 ms of it waiting)', edited, 300);
  report('hover', hovered, 50);
}

/** Types a letter every 40 ms into one word of a document and asks for a hover after each; gives the times of the answers. */
async function typeFor(milliseconds: number, editor: Editor, uri: string): Promise<number[]> {
  const answered: number[] = [];
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    const document = editor.document(uri);
    const offset = Math.floor(0.3 * document.getText().length);
    const word = document.getText().slice(offset, offset + 20);
    await editor.replace(uri, word, `${word}x`);
    const params = { textDocument: { uri }, position: document.positionAt(offset + 200) };
    answered.push(await timed(() => editor.connection.sendRequest('textDocument/hover', params)));
    await pause(40);
  }
  return answered;
}

async function longDocument(editor: Editor): Promise<void> {
  const uri = 'file:///long.txt';
  let long = '';
  for (let i = 0; long.length < 1_000_000; i++) long += `${texts[i % texts.length]}\n`;
  await editor.open(uri, long);
  report('1 MB file, typing: answer to a hover', await typeFor(5_000, editor, uri), 100);
  // Pauses long enough for analyses to begin, so that results come in while the person types on.
  const paused: number[] = [];
  for (let i = 0; i < 8; i++) {
    await pause(400);
    paused.push(...(await typeFor(500, editor, uri)));
  }
  report('the same, with pauses', paused, 100);
  const whole = async () => {
    const { version } = editor.document(uri);
    const isNew = () => editor.annotations.at(-1)?.version === version && editor.annotations.at(-1)?.complete;
    await editor.until(isNew, 'the whole file', 300_000);
  };
  console.log(`the rest of its marks after ${(await timed(whole)).toFixed(0)}`);
  report('the same, when all of it is marked', await typeFor(5_000, editor, uri), 100);
  await whole();
  const edit = async () => {
    await editor.replace(uri, '. ', '. Or so. ');
    await whole();
  };
  const { mentions } = editor.annotations.at(-1) ?? { mentions: [] };
  console.log(
    `edit → all ${mentions.length} marks of ${long.length} characters: ${(await timed(edit)).toFixed(0)}`,
  );
}

async function main(): Promise<void> {
  await coldStarts();
  const { child, editor } = await startServer();
  await shortDocuments(editor);
  await longDocument(editor);
  child.kill();
}

void main();
