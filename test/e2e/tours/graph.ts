import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { test } from '../suite';
import { themeList } from './themeList';
import type { Workbench } from './workbench';

/** The knowledge graph as a person meets it: picture, tables, evidence, keyboard, exports, themes, and a large one. */
export function graph(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const view = page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  const live = view.locator('[role=status]');

  test('BioGloss: Show Knowledge Graph of Document', async () => {
    await workbench.reload();
    await workbench.open('abstract.txt');
    await workbench.drawnMarks(8);
    await workbench.command('BioGloss: Show Knowledge Graph of Document');
    await drawn(view);
    await page.locator('.tab.active', { hasText: 'Graph: abstract.txt' }).waitFor();
    await workbench.screenshot('graph document');
  });

  test('the keyboard walks from concept to neighbour and on to the evidence in the document', async () => {
    await view.locator('.canvas').focus();
    await page.keyboard.press('ArrowRight');
    await live.filter({ hasText: /relations?, in 1 document/ }).waitFor();
    const first = await live.textContent();
    let told = first;
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
      await page.keyboard.press(key);
      told = await live.textContent();
      if (told !== first && !told?.startsWith('No neighbour')) break;
    }
    assert.ok(told !== first && !told?.startsWith('No neighbour'), 'a key leads to a neighbour');
    await page.keyboard.press('Enter');
    await view.locator('button.evidence:focus').waitFor();
    await workbench.screenshot('graph keyboard');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'abstract.txt' }).first().waitFor();
    await page.locator('.statusbar-item', { hasText: /\(\d+ selected\)/ }).waitFor();
    await workbench.screenshot('graph evidence');
    await workbench.command('View: Close All Editors');
  });

  test('BioGloss: Show Knowledge Graph of Workspace, with the tables beside it', async () => {
    await workbench.open('abstract.txt');
    await workbench.command('BioGloss: Show Knowledge Graph of Workspace');
    await workbench.choose('Take annotations as they are');
    await drawn(view);
    await workbench.screenshot('graph workspace');
    await view.getByRole('tab', { name: /^Concepts/ }).click();
    const rows = view.locator('#panel-concepts tbody tr');
    const all = await rows.count();
    await view.getByRole('button', { name: 'Name' }).click();
    await view.locator('th[aria-sort=ascending]', { hasText: 'Name' }).first().waitFor();
    const names = await view.locator('#panel-concepts tbody th').allTextContents();
    assert.deepEqual(
      names,
      [...names].sort(new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare),
    );
    await view.getByRole('searchbox', { name: 'Search concepts by name or id' }).fill('ulcer');
    await view.locator('.matches', { hasText: /^\d+$/ }).waitFor();
    assert.ok((await rows.count()) < all);
    await view.getByRole('searchbox', { name: 'Search concepts by name or id' }).fill('');
    await view.getByRole('tab', { name: /^Relations/ }).click();
    await view.locator('#panel-relations tbody button').first().click();
    await view.locator('.details h3', { hasText: 'Evidence' }).waitFor();
    await workbench.screenshot('graph table');
  });

  test('filters change what is drawn, and a reload brings all of it back', async () => {
    await view.getByRole('tab', { name: 'Graph' }).click();
    const counts = view.locator('.counts');
    const before = await counts.textContent();
    await view.getByRole('button', { name: 'Without relations' }).click();
    await counts.filter({ hasNotText: before! }).waitFor();
    const filtered = (await counts.textContent())!;
    await view.locator('.canvas').focus();
    await page.keyboard.press('ArrowRight');
    const selected = (await view.locator('.details h2').textContent())!;
    await view.locator('.view[data-saved=true]').waitFor();
    // What the page of before knew the new one does not.
    await page.evaluate(() => Object.assign(globalThis, { isBefore: true }));
    await workbench.command('Developer: Reload Window');
    await page.waitForFunction(() => !('isBefore' in globalThis), undefined, { timeout: 60_000 });
    await page.locator('.tab.active', { hasText: 'Graph: ' }).waitFor({ timeout: 60_000 });
    await drawn(view);
    await counts.filter({ hasText: new RegExp(`^${filtered}$`) }).waitFor();
    await view.locator('.details h2', { hasText: selected }).waitFor();
  });

  test('the picture follows the theme', async () => {
    await view.locator('.canvas').press('Escape');
    for (const { kind } of themeList) {
      await workbench.useTheme(kind);
      await view.locator('.canvas').focus();
      await page.keyboard.press('ArrowRight');
      await workbench.screenshot(`graph ${kind}`);
      await page.keyboard.press('Escape');
    }
  });

  test('the menu exports what the filters leave, as Turtle and as images', async () => {
    for (const [choice, title, name, content] of [
      ['RDF Turtle', 'RDF Turtle', 'graph.ttl', /a biogloss:KnowledgeGraph/],
      ['SVG image', 'SVG', 'graph.svg', /^<svg [\s\S]*<text /],
      ['PNG image', 'PNG', 'graph.png', /^.PNG/],
    ] as const) {
      await view.getByRole('button', { name: /^Export/ }).click();
      if (choice === 'RDF Turtle') await workbench.screenshot('graph export');
      await view.getByRole('menuitem', { name: choice }).click();
      await workbench.pickFile(`Export the graph as ${title}`, join(folder, name));
      await page
        .locator('.statusbar-item, .notification-list-item', { hasText: name })
        .first()
        .waitFor({ timeout: 60_000 });
      assert.match(readFileSync(join(folder, name), 'latin1'), content);
    }
    await workbench.closeMessages();
    await workbench.command('View: Close All Editors');
  });

  test('2,000 concepts are moved and zoomed without a stutter', async () => {
    const large = join(folder, 'large');
    mkdirSync(large, { recursive: true });
    writeFileSync(join(large, 'large.pubtator'), largeCorpus(2000, 3000));
    await workbench.open('abstract.txt');
    await workbench.command('BioGloss: Show Knowledge Graph of Folder…');
    await workbench.pickFile('Folder whose documents make the graph', large);
    await workbench.choose('Take annotations as they are');
    await drawn(view);
    await view.locator('.counts', { hasText: '2,000 concepts' }).waitFor();
    await workbench.screenshot('graph large');
    const still = await frameTimes(view, () => page.waitForTimeout(1500));
    const moving = await frameTimes(view, () => moveAndZoom(page, view));
    console.log(
      `  frames of 2,000 concepts, p95: ${p95(moving).toFixed(1)} ms moving, ${p95(still).toFixed(1)} ms still, ${moving.length} frames`,
    );
    assert.ok(p95(moving) < Math.max(50, 3 * p95(still)), `p95 ${p95(moving)} ms`);
    await workbench.screenshot('graph large zoomed');
    await workbench.command('View: Close All Editors');
  });
}

const drawn = (view: FrameLocator): Promise<void> =>
  view.locator('.view[data-ready=true]').waitFor({ timeout: 60_000 });

/** Drags the picture in a circle and turns the wheel, in and out. */
async function moveAndZoom(page: Page, view: FrameLocator): Promise<void> {
  const box = (await view.locator('.canvas').boundingBox())!;
  const [x, y] = [box.x + 40, box.y + 60];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 90; step++) {
    await page.mouse.move(x + 120 * Math.sin(step / 12) + 120, y + 90 * (1 - Math.cos(step / 12)));
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let step = 0; step < 60; step++) {
    await page.mouse.wheel(0, step < 30 ? -60 : 60);
    await page.waitForTimeout(8);
  }
}

/** Milliseconds between the frames that the page draws while something is done. */
async function frameTimes(view: FrameLocator, during: () => Promise<unknown>): Promise<number[]> {
  const body = view.locator('body');
  await body.evaluate(watchFrames);
  await during();
  return body.evaluate(watchedFrames);
}

/** These two run in the page. */
function watchFrames(): void {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  page.frames95 = [];
  let last = page.performance.now();
  const frame = (now: number) => {
    page.frames95?.push(now - last);
    last = now;
    if (page.frames95) page.requestAnimationFrame(frame);
  };
  page.requestAnimationFrame(frame);
}

function watchedFrames(): number[] {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  const times = page.frames95;
  page.frames95 = undefined;
  return times.slice(1);
}

const p95 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(0.95 * times.length)];

/** A corpus whose annotations make a graph of some hubs and many others, as real ones do; no word of it is anybody's. */
function largeCorpus(concepts: number, relations: number): string {
  const id = (number: number) => `D${String(100000 + number)}`;
  const name = (number: number) => `compound${number}`;
  const type = (number: number) => (number % 2 === 0 ? 'Chemical' : 'Disease');
  const lines: string[] = [];
  for (let number = 0; number < relations; number++) {
    const from = number < concepts / 2 ? 2 * number : 2 * Math.floor((number * number * 7) % 90);
    const to = number < concepts / 2 ? 2 * number + 1 : (2 * ((number * 37) % (concepts / 2)) + 1) % concepts;
    const [first, second] = [name(from), name(to)];
    const start = first.length + ' caused '.length;
    lines.push(
      `${number}|t|${first} caused ${second}.`,
      `${number}|a|`,
      `${number}\t0\t${first.length}\t${first}\t${type(from)}\t${id(from)}`,
      `${number}\t${start}\t${start + second.length}\t${second}\t${type(to)}\t${id(to)}`,
      `${number}\tCID\t${id(from)}\t${id(to)}`,
      '',
    );
  }
  return lines.join('\n');
}
