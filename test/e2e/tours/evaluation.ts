import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../suite';
import { themeList } from './themeList';
import type { Workbench } from './workbench';

/** An evaluation as a person meets it: from the palette to the error in its document, by keyboard, in each theme, and saved as a page. */
export function evaluation(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const view = page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  const corpus = join(folder, 'corpus.pubtator');
  const rows = view.locator('.errors tbody tr');

  test('BioGloss: Evaluate on Corpus… scores predictions of any tool and lists their errors', async () => {
    const predictions = join(folder, 'predictions.pubtator');
    writeFileSync(predictions, spoilt(readFileSync(corpus, 'utf8')));
    await workbench.command('BioGloss: Evaluate on Corpus…');
    await workbench.pickFile('Corpus with gold annotations', corpus);
    await workbench.choose('Predictions of any tool…');
    await workbench.pickFile('Predictions to score', predictions);
    await page
      .locator('.tab.active', { hasText: 'Evaluation: corpus.pubtator' })
      .waitFor({ timeout: 90_000 });
    await view.locator('table.figures .interval').first().waitFor();
    await workbench.screenshot('evaluation figures');
    await view.getByRole('tab', { name: /^Errors/ }).click();
    await rows.first().waitFor();
    const all = await rows.count();
    await view.getByRole('button', { name: /^Missed \d/ }).click();
    assert.ok((await rows.count()) < all);
    await view.getByRole('button', { name: /^Missed \d/ }).click();
    await view.getByRole('button', { name: 'Document' }).click();
    await view.locator('th[aria-sort=ascending]', { hasText: 'Document' }).waitFor();
  });

  test('the keyboard leads from a row to the place in the document, with both sides marked', async () => {
    await view.getByRole('searchbox', { name: /^Search errors/ }).fill('boundary');
    const first = rows.first().locator('button.row');
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await view.locator('.errors tbody tr:nth-child(2) button:focus').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await view.locator('.details mark.gold').first().waitFor();
    await page.locator('.tab', { hasText: 'corpus.pubtator' }).nth(1).waitFor();
    await page.locator('.view-overlays .cdr[class*="ced-"]').first().waitFor({ state: 'attached' });
    const [gold, predicted] = await Promise.all(
      ['double', 'dashed'].map((style) => page.evaluate(countMarks, style)),
    );
    assert.ok(gold > 0 && predicted > 0, `${gold} marks of gold, ${predicted} of the prediction`);
    await workbench.screenshot('evaluation error');
    for (const { kind } of themeList) {
      await workbench.useTheme(kind);
      await workbench.screenshot(`evaluation ${kind}`);
    }
  });

  test('the report is saved as one page', async () => {
    const target = join(folder, 'report.html');
    await view.getByRole('button', { name: 'Save the whole report as one page' }).click();
    await workbench.pickFile('Save the report as HTML', target);
    await page.locator('.statusbar-item', { hasText: 'report.html' }).first().waitFor();
    assert.ok(existsSync(target) && /biogloss-evaluation/.test(readFileSync(target, 'utf8')));
    await workbench.command('View: Close All Editors');
  });
}

/** Predictions with some mentions left out, some begun too late, and some of another type. */
const spoilt = (corpus: string): string =>
  corpus
    .split('\n')
    .flatMap((line, at) => {
      const [id, start, end, wording, ...rest] = line.split('\t');
      if (rest.length === 0 || !/^\d+$/.test(start)) return line;
      if (at % 5 === 0) return [];
      const blank = wording.indexOf(' ');
      if (blank > 0)
        return [id, Number(start) + blank + 1, end, wording.slice(blank + 1), ...rest].join('\t');
      return at % 7 === 0 ? line.replace('\tDisease\t', '\tChemical\t') : line;
    })
    .join('\n');

/** Runs in the page: decorations with a border of this style. */
function countMarks(style: string): number {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const browser = globalThis as any;
  return [...browser.document.querySelectorAll('.view-overlays .cdr[class*="ced-"]')].filter(
    (mark) => browser.getComputedStyle(mark).borderBottomStyle === style,
  ).length;
}
