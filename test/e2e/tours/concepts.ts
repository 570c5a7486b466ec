import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { test } from '../suite';
import type { Workbench } from './workbench';

/** The concepts and relations of a workspace as a person meets them: counted, searched, gone to, followed while one types. */
export function concepts(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const view = page.locator('.pane', {
    has: page.locator('.pane-header', { hasText: /^Concepts/ }),
  });
  const row = (text: string | RegExp): Locator =>
    view.locator('.monaco-list-row').filter({ hasText: text }).first();
  const papers = join(folder, 'browsed');
  const two = join(papers, 'two.txt');
  const said = 'Warfarin caused haematuria in a patient with atrial fibrillation.\n';
  /** A row may be drawn anew while a key is on its way to it. */
  const expand = async (text: string | RegExp, child: string | RegExp) => {
    for (let tries = 0; tries < 10; tries++) {
      await row(text).click();
      if ((await row(text).getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('ArrowRight');
      const isThere = await row(child)
        .waitFor({ timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
      if (isThere) return;
    }
    assert.fail(`“${text}” does not show ${child}`);
  };

  test('the view counts the concepts and relations of all documents of the folder', async () => {
    mkdirSync(papers, { recursive: true });
    writeFileSync(join(papers, 'one.txt'), 'Warfarin caused bleeding. Warfarin was stopped.\n');
    writeFileSync(two, said);
    await workbench.open('abstract.txt');
    await workbench.drawnMarks();
    await workbench.command('View: Show BioGloss');
    // The others have no room to show then, and this one has.
    for (const other of ['Models', 'Curation']) {
      const header = page.locator('.pane-header', { hasText: other });
      if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
    }
    const own = page.locator('.pane-header', { hasText: /^Concepts/ });
    if ((await own.getAttribute('aria-expanded')) !== 'true') await own.click();
    await row(/^Chemical\s*\d+ concepts/).waitFor({ timeout: 60_000 });
    await expand(/^Chemical/, /^Naproxen\s*\d+ in \d+ documents?/);
    await expand(/^CID/, /^\w+ induces \w+.*in \d+ documents?/);
    await workbench.screenshot('concepts dark');
    await workbench.useTheme('light');
    await workbench.screenshot('concepts light');
    await workbench.useTheme('dark');
  });

  test('a search narrows it with each key, and a row leads to the place', async () => {
    await workbench.command('BioGloss: Search Concepts…');
    await workbench.input.fill('warfarin');
    await page.keyboard.press('Enter');
    // Files are read at low priority: other processes go first.
    await row(/^Warfarin\s*3 in 2 documents/).waitFor({ timeout: 90_000 });
    await expand(/^Warfarin/, /^two\.txt/);
    await workbench.screenshot('concepts searched');
    await row(/^two\.txt/).click();
    await page.locator('.tab.active', { hasText: 'two.txt' }).waitFor();
    await page.locator('.statusbar-item', { hasText: /\(8 selected\)/ }).waitFor();
    await workbench.screenshot('concept opened');
  });

  test('what is typed counts before it is saved', async () => {
    await workbench.typeAtStart('Warfarin again. ');
    await row(/^Warfarin\s*4 in 2 documents/).waitFor({ timeout: 60_000 });
    await workbench.command('View: Revert and Close Editor');
    // Another program writes the file.
    writeFileSync(two, said);
    await row(/^Warfarin\s*3 in 2 documents/).waitFor({ timeout: 60_000 });
    await workbench.command('BioGloss: Show All Concepts');
    await row(/^Disease/).waitFor();
    // As it was before.
    for (const [name, isOpen] of [
      ['Concepts', false],
      ['Models', true],
      ['Curation', true],
    ] as const) {
      const header = page.locator('.pane-header', { hasText: name });
      if ((await header.getAttribute('aria-expanded')) !== String(isOpen)) await header.click();
    }
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: /^Explorer/ })
      .click();
  });
}
