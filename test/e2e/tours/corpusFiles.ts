import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../suite';
import { themeList } from './themeList';
import type { Workbench } from './workbench';

/** A corpus file as a person meets it: coloured, with what it marks itself beside what the model does, what is wrong in it, and what mends that. */
export function corpusFiles(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const squiggles = page.locator('.squiggly-warning');
  const boxes = (style: 'solid' | 'dashed') => page.waitForFunction(boxed, style, { timeout: 60_000 });

  /** Hovers until the answer is there: a hover of what the mouse rested on before may still be on screen, that of a tab among them. */
  async function tells(wording: string, answer: RegExp): Promise<void> {
    let told = '';
    for (let tries = 0; tries < 8 && !answer.test(told); tries++) {
      await page.keyboard.press('Escape');
      await page.mouse.move(900, 700);
      told = await workbench.hover(wording).catch(String);
    }
    assert.match(told, answer);
  }

  test('a corpus file shows what it marks beside what the model does, and what is wrong in it', async () => {
    const corpus = readFileSync(join(folder, 'corpus.pubtator'), 'utf8');
    // One mention is three characters off, and one is missing, which a relation needs.
    const gold = corpus
      .replace('\t245\t254\tcelecoxib', '\t242\t251\tcelecoxib')
      .replace(/^.*\tMelena\t.*\r?\n/m, '');
    assert.notEqual(gold, corpus);
    writeFileSync(join(folder, 'gold.pubtator'), gold);
    await workbench.open('gold.pubtator');
    await squiggles.nth(1).waitFor({ state: 'attached', timeout: 60_000 });
    await boxes('solid');
    await boxes('dashed');
    for (const { kind } of themeList) {
      await workbench.useTheme(kind);
      await workbench.screenshot(`corpus file ${kind}`);
    }
  });

  test('a hover tells what file and model say of a word', async () => {
    await tells('Omeprazole healed', /^Gold: Omeprazole[\s\S]*Model: Omeprazole/);
    await workbench.screenshot('corpus file hover');
    await page.mouse.move(900, 700);
  });

  test('what is accepted is a line of the file, which the editor takes back', async () => {
    const line = page.locator('.view-line', { hasText: /184\s*190\s*Melena\s*Disease/ });
    const path = join(folder, 'gold.pubtator');
    const before = readFileSync(path, 'utf8');
    const problems = await squiggles.count();
    const { x, y } = await workbench.placeOf('Melena');
    await page.mouse.click(x, y);
    await workbench.pressUntil(
      'Control+F9',
      page.locator('.statusbar-item', { hasText: 'second key of chord' }),
    );
    await page.keyboard.press('a');
    await line.waitFor();
    for (let tries = 0; tries < 80 && readFileSync(path, 'utf8') === before; tries++)
      await page.waitForTimeout(250);
    assert.equal(
      readFileSync(path, 'utf8'),
      before.replace(
        /^.*\t174\t182\t.*\n/m,
        (above) => `${above}90000001\t184\t190\tMelena\tDisease\tD008551\n`,
      ),
    );
    // A relation that had no mention has one now.
    await squiggles.nth(problems - 1).waitFor({ state: 'detached' });
    for (const kind of ['light', 'dark'] as const) {
      await workbench.useTheme(kind);
      await workbench.screenshot(`corpus file accepted ${kind}`);
    }
    for (let tries = 0; tries < 6 && (await line.count()) > 0; tries++) {
      await page.mouse.click(x, y);
      await page.keyboard.press('Control+z');
      await line.waitFor({ state: 'detached', timeout: 5_000 }).catch(() => {});
    }
    await squiggles.nth(problems - 1).waitFor({ state: 'attached' });
    // The window saves by itself, some time after an edit.
    for (let tries = 0; tries < 80 && readFileSync(path, 'utf8') !== before; tries++)
      await page.waitForTimeout(250);
    assert.equal(readFileSync(path, 'utf8'), before);
  });

  test('the quick fix writes the offsets that fit', async () => {
    const { x, y } = await workbench.placeOf('D000068579');
    const fix = page.locator('.action-widget .action-item, .action-widget .monaco-list-row', {
      hasText: 'Change the offsets to 245–254',
    });
    for (let tries = 0; ; tries++) {
      await page.mouse.click(x, y);
      await page.keyboard.press('Control+.');
      const offered = await fix
        .first()
        .waitFor({ timeout: 5_000 })
        .then(() => true)
        .catch(() => false);
      if (offered || tries === 5) break;
      await page.keyboard.press('Escape');
    }
    await workbench.screenshot('corpus file fix');
    const before = await squiggles.count();
    await fix.first().click();
    // What is left is the relation of an id that no mention has, and what the corpus had before.
    await squiggles.nth(before - 1).waitFor({ state: 'detached' });
  });

  test('the outline has documents with their mentions', async () => {
    await workbench.command('Explorer: Focus on Outline View');
    await page.locator('.outline-pane .monaco-list-row', { hasText: '90000001' }).first().waitFor();
    await workbench.screenshot('corpus file outline');
    const unsaved = page.locator('.tab.active.dirty');
    for (let tries = 0; tries < 6 && (await unsaved.count()) > 0; tries++) {
      await page.keyboard.press('Control+s');
      await unsaved.waitFor({ state: 'detached', timeout: 4_000 }).catch(() => {});
    }
    await workbench.command('View: Close All Editors');
  });

  test('a text shows what brat’s annotations beside it mark, and what only the model does', async () => {
    writeFileSync(join(folder, 'case.txt'), 'Naproxen caused ulcers.\n');
    writeFileSync(join(folder, 'case.ann'), 'T1\tChemical 0 8\tNaproxen\n');
    await workbench.open('case.txt');
    await boxes('solid');
    await boxes('dashed');
    await workbench.screenshot('corpus file brat text');
    await workbench.command('View: Close All Editors');
  });
}

/** Runs in the page: whether a box of this style is drawn around a word. */
function boxed(style: string): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  return [...page.document.querySelectorAll('.view-overlays .cdr[class*="ced-"]')].some(
    (element: unknown) => {
      const { outlineStyle, outlineWidth } = page.getComputedStyle(element);
      return outlineStyle === style && outlineWidth === '1px';
    },
  );
}
