// What a person waits for while curating a document of 10,000 mentions in a real VS Code: from the key to the next question, the marks and the view's new counts.
//   node scripts/bench.mjs curating             60 keys of each sort; --runs=100 for more
// Times are taken inside the page, at the display's own frames, so that the driver's round trips are not in them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../e2e/standIn/browser';
import { CodeServer } from '../e2e/standIn/codeServer';
import { Workbench } from '../e2e/tours/workbench';

const runs = Number(process.argv.find((argument) => argument.startsWith('--runs='))?.slice(7) ?? 60);
/** In milliseconds. */
const bar = 200;
const settings = {
  'editor.minimap.enabled': false,
  // Names are marked in a moment, and all of them are undecided.
  'biogloss.reader': 'dictionary',
};

const names = ['naproxen', 'ulcers', 'cisplatin', 'nausea', 'morphine', 'headache', 'lithium', 'tremor'];
const sentence = (n: number) =>
  `Patient ${n} had ${names[n % names.length]} and ${names[(n + 3) % names.length]}.`;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-bench-'));
  const artifacts = join(folder, 'artifacts');
  const documents = join(folder, 'documents');
  for (const path of [artifacts, documents]) mkdirSync(path);
  const text = Array.from({ length: 5_000 }, (_, n) => sentence(n)).join('\n');
  writeFileSync(join(documents, 'long.txt'), `${text}\n`);
  const server = await CodeServer.start({ install: process.cwd(), settings });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    const workbench = new Workbench(page, server, documents, artifacts);
    await workbench.start('long.txt');
    await workbench.drawnMarks(10);
    await workbench.command('Focus on Curation View');
    await page.locator('.pane-body .monaco-list-row', { hasText: /^Undecided/ }).waitFor();
    await workbench.command('View: Focus Active Editor Group');
    await workbench.pressUntil(
      'Control+Shift+F9',
      page.locator('.statusbar-item', { hasText: /Review: \d+ of/ }),
    );
    console.log(`\n${await page.locator('.statusbar-item', { hasText: 'Review:' }).first().textContent()}`);
    await report('accept', page, 'a');
    await report('reject', page, 'r');
    await report('undo', page, 'u');
    await page.keyboard.press('Shift+A');
    await page.waitForTimeout(3_000);
    console.log(`${await page.locator('.statusbar-item', { hasText: 'Review:' }).first().textContent()}`);
    await report('accept, with a thousand decided', page, 'a');
    await page.screenshot({ path: join(process.cwd(), 'out', 'curating.png') });
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Presses a key of the review again and again, and tells how long the screen took. */
async function report(what: string, page: Page, key: string): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    // Two steps: the key must not overtake the listener.
    await page.evaluate(watch);
    await page.keyboard.press(key);
    times.push(await page.evaluate('globalThis.bioglossTime'));
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))]!);
  const verdict = at(0.95) <= bar ? 'within' : 'above';
  console.log(`${what}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, ${verdict} ${bar} ms (${runs} keys)`);
}

/** Runs in the page: waits for the next key, then for the review's progress and the view's counts to change. */
function watch(): void {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  const texts = (selector: string): string[] =>
    [...page.document.querySelectorAll(selector)].map((element) => element.textContent);
  const progress = () => texts('.statusbar-item').find((text) => text.includes('Review:'));
  const counts = () => texts('.pane-body .monaco-list-row[aria-level="1"]').join();
  const before = [progress(), counts()];
  let start: number | undefined;
  page.addEventListener(
    'keydown',
    () => {
      start = performance.now();
    },
    { capture: true, once: true },
  );
  page.bioglossTime = new Promise((resolve) => {
    const look = () => {
      if (start !== undefined && progress() !== before[0] && counts() !== before[1])
        resolve(performance.now() - start);
      else page.requestAnimationFrame(look);
    };
    look();
  });
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
