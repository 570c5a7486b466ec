// What a person waits for, in a real VS Code: from the key that opens a document, or changes it, to the marks on screen.
//   node scripts/bench.mjs editor              20 runs of each; --runs=40 for more
// Times are taken inside the page, at the display's own frames, so that the driver's round trips are not in them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../e2e/standIn/browser';
import { CodeServer } from '../e2e/standIn/codeServer';
import { Workbench } from '../e2e/tours/workbench';

const runs = Number(process.argv.find((argument) => argument.startsWith('--runs='))?.slice(7) ?? 20);
const settings = {
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'editor.quickSuggestions': { other: 'off' },
};

/** Abstracts of the same size and different content: a cache must not answer for the model. */
const abstract = (n: number) =>
  [
    `Case ${n}: renal failure and hypertension in a patient given cyclosporine`,
    '',
    `Patient ${n} received cyclosporine ${n + 2} mg/kg after heart transplantation. Within ${n + 3} weeks renal failure and`,
    `hypertension were noted, and ${n} episodes of headache. Amlodipine lowered the blood pressure. Cyclosporine was replaced`,
    `by tacrolimus; tremor and hyperglycemia followed after ${n} days. Naproxen had been taken for arthritis ${n} years before.`,
    'We conclude that cyclosporine causes renal failure and hypertension, and that tacrolimus may cause tremor.',
    '',
  ].join('\n');

const fileName = (n: number) => `abstract${String(n).padStart(3, '0')}.txt`;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-bench-'));
  const artifacts = join(folder, 'artifacts');
  const documents = join(folder, 'documents');
  for (const path of [artifacts, documents]) mkdirSync(path);
  for (let n = 0; n <= 2 * runs + 1; n++) writeFileSync(join(documents, fileName(n)), abstract(n));
  writeFileSync(join(documents, 'empty.ini'), '; nothing to read\n');
  const server = await CodeServer.start({ install: process.cwd(), settings });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    const workbench = new Workbench(page, server, documents, artifacts);
    const modelTimes: number[] = [];
    await report('cold: open the first document, server not running → names marked', 1_000, async () => {
      const first = await cold(workbench);
      modelTimes.push(await page.evaluate('globalThis.bioglossModelTime'));
      return first;
    });
    tell('cold: the same → the model is ready, and its marks follow', 2_500, modelTimes);
    await workbench.open(fileName(2 * runs + 1));
    await workbench.drawnMarks(5);
    await report('warm: open a document → marks', 1_000, (n) => open(workbench, fileName(runs + n)));
    await report('edit: key → marks of the new text', 300, () => edit(page));
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A fresh window in which BioGloss has nothing to do yet; then the first abstract. */
async function cold(workbench: Workbench): Promise<number> {
  await workbench.start('empty.ini');
  // The window's own start is not measured: wait until the extension host has answered a command.
  await workbench.page.locator('.statusbar-item', { hasText: 'Ini' }).first().waitFor();
  await workbench.page.waitForFunction(isQuiet, undefined, { polling: 500 });
  return open(workbench, fileName(coldRuns++));
}
let coldRuns = 0;

/** Milliseconds from Enter in the list of files to at least five marks in that document. */
async function open(workbench: Workbench, file: string): Promise<number> {
  const { page } = workbench;
  await page.keyboard.press('Control+P');
  await workbench.input.fill(file);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: file }).waitFor();
  return time(page, 'Enter', { file, marksAbove: 4 });
}

/** Milliseconds from the last key of a new sentence to its marks. */
async function edit(page: Page): Promise<number> {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  const marks = await page.locator('.view-overlays .cdr[class*="ced-"]').count();
  await page.keyboard.insertText('Haloperidol caused bradycardia');
  const taken = await time(page, 'Period', { marksAbove: marks });
  await page.keyboard.press('Enter');
  return taken;
}

interface Awaited {
  readonly file?: string;
  readonly marksAbove: number;
}

/** Presses a key, and gives the milliseconds until the page shows what is awaited. */
async function time(page: Page, key: string, awaited: Awaited): Promise<number> {
  // Two steps: the key must not overtake the listener.
  await page.evaluate(watch, awaited);
  await page.keyboard.press(key);
  return page.evaluate('globalThis.bioglossTime');
}

/** Runs in the page: waits for the next key, then for more marks than `marksAbove` (in the tab of `file`), and for the status to name a model. */
function watch({ file, marksAbove }: Awaited): void {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  let start: number | undefined;
  const begin = () => {
    start = performance.now();
  };
  page.addEventListener('keydown', begin, { capture: true, once: true });
  page.bioglossModelTime = new Promise((resolve) => {
    const look = () => {
      const status = page.document.querySelector('.statusbar-item[id*="biogloss"]')?.textContent ?? '';
      if (start !== undefined && status.includes('·')) resolve(performance.now() - start);
      else page.requestAnimationFrame(look);
    };
    look();
  });
  page.bioglossTime = new Promise((resolve) => {
    const look = () => {
      const rightTab = !file || page.document.querySelector('.tab.active')?.textContent.includes(file);
      const marks = page.document.querySelectorAll('.view-overlays .cdr[class*="ced-"]').length;
      if (start !== undefined && rightTab && marks > marksAbove) resolve(performance.now() - start);
      else page.requestAnimationFrame(look);
    };
    look();
  });
}

/** Runs in the page: no progress in the status bar. */
function isQuiet(): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  return page.document.querySelector('.statusbar-item .codicon-modifier-spin') === null;
}

async function report(name: string, bar: number, measure: (run: number) => Promise<number>): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await measure(run));
  tell(name, bar, times);
}

function tell(name: string, bar: number, times: number[]): void {
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)]);
  const verdict = at(0.95) <= bar ? 'within' : 'MISSED';
  console.log(
    `${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms over ${times.length} runs (bar ${bar} ms p95: ${verdict})`,
  );
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
