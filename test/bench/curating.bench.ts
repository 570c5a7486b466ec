// What a person waits for while curating in a real VS Code: from the key to the next question, the marks and the view's new counts, in a document of 10,000 mentions
// that nobody has decided on, in one where nearly all are decided, and for reference in one of 400.
//   node scripts/bench.mjs curating             30 keys of each sort; --runs=100 for more
// Times are taken inside the page, at the display's own frames, so that the driver's round trips are not in them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { MentionDecision } from '../../server/src/curation/decision';
import { mentionDecision, type Said } from '../../server/src/curation/said';
import { emptySidecar, writeSidecar } from '../../server/src/curation/sidecar';
import { sidecarPath } from '../../server/src/curation/sidecarFile';
import { launchBrowser } from '../e2e/standIn/browser';
import { CodeServer } from '../e2e/standIn/codeServer';
import { Workbench } from '../e2e/tours/workbench';

const runs = Number(process.argv.find((argument) => argument.startsWith('--runs='))?.slice(7) ?? 30);
/** In milliseconds. */
const bar = 200;
const settings = {
  'editor.minimap.enabled': false,
  // Names are marked in a moment, and all of them are undecided.
  'biogloss.reader': 'dictionary',
};

const names = ['naproxen', 'ulcers', 'cisplatin', 'nausea', 'morphine', 'headache', 'lithium', 'tremor'];
const drugs = new Set(['naproxen', 'cisplatin', 'morphine', 'lithium']);
/** Left for the review. */
const undecided = 400;
const sentence = (n: number) =>
  `Patient ${n} had ${names[n % names.length]} and ${names[(n + 3) % names.length]}.`;

/** All but the last mentions of a text are accepted. */
function acceptedIn(text: string): MentionDecision[] {
  const found = [...text.matchAll(new RegExp(names.join('|'), 'g'))].slice(0, -undecided);
  return found.map(([word], n) => {
    const said: Said = {
      spans: [{ start: found[n]!.index, end: found[n]!.index + word.length }],
      type: drugs.has(word) ? 'Chemical' : 'Disease',
    };
    const signature = { id: `m${n}`, by: 'Ada', when: '2026-01-02T03:04:05Z' };
    return mentionDecision(text, { was: said, is: said }, signature);
  });
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-bench-'));
  const artifacts = join(folder, 'artifacts');
  const documents = join(folder, 'documents');
  for (const path of [artifacts, documents]) mkdirSync(path);
  const text = (length: number) => `${Array.from({ length }, (_, n) => sentence(n)).join('\n')}\n`;
  writeFileSync(join(documents, 'short.txt'), text(200));
  writeFileSync(join(documents, 'long.txt'), text(5_000));
  writeFileSync(join(documents, 'decided.txt'), text(5_000));
  const decisions = acceptedIn(text(5_000));
  writeFileSync(sidecarPath(join(documents, 'decided.txt')), writeSidecar({ ...emptySidecar, decisions }));
  const server = await CodeServer.start({ install: process.cwd(), settings });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    const workbench = new Workbench(page, server, documents, artifacts);
    for (const file of ['short.txt', 'long.txt', 'decided.txt']) {
      if (file === 'short.txt') await workbench.start(file);
      else await workbench.open(file);
      await workbench.drawnMarks(10);
      await shownCuration(workbench, page);
      await workbench.command('View: Focus Active Editor Group');
      const review = page.locator('.statusbar-item', { hasText: /Review: \d+ of/ }).first();
      await workbench.pressUntil('Control+Shift+F9', review);
      console.log(`\n${file}: ${(await review.textContent())?.trim()}`);
      await report('accept', page, 'a');
      await report('reject', page, 'r');
      await report('undo', page, 'u');
      await workbench.pressUntil('Escape', page.locator('.tab.active', { hasText: file }));
    }
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The view with its rows: a command that comes before VS Code has drawn its side bar is lost now and then. */
async function shownCuration(workbench: Workbench, page: Page): Promise<void> {
  const row = page.locator('.pane-body .monaco-list-row', { hasText: /^Undecided/ });
  for (let tries = 1; ; tries++) {
    await workbench.command('Focus on Curation View');
    const isShown = await row.waitFor({ timeout: 15_000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
    if (tries === 4) throw new Error('The view Curation shows nothing that is undecided.');
  }
}

/** Presses a key of the review again and again, and tells how long the screen took. */
async function report(what: string, page: Page, key: string): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    // A person looks before the next key; and VS Code draws a view again at once, but not more than every 200 ms.
    await page.waitForTimeout(300);
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
