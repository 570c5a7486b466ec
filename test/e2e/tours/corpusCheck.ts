import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../suite';
import { themeList } from './themeList';
import type { Workbench } from './workbench';

/** A corpus check as a person meets it: from the palette to the line that is wrong, by keyboard, in each theme, and saved as a page. */
export function corpusCheck(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const view = page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  const train = join(folder, 'corpus.pubtator');
  const dev = join(folder, 'dev.pubtator');
  const finding = (title: string) => view.locator('details.finding', { hasText: title });

  test('BioGloss: Check Corpus… tells what stands in two splits, and what does not fit', async () => {
    const original = readFileSync(train, 'utf8');
    writeFileSync(dev, devCorpus(original));
    // A single slip, far fewer than refuse a corpus.
    writeFileSync(train, original.replace(/^(\d+)\t0\t14\tGastric ulcers/m, '$1\t1\t15\tGastric ulcers'));
    await workbench.command('BioGloss: Check Corpus…');
    await workbench.pickFile('Documents to learn from', train);
    await workbench.choose('Dev files…');
    await workbench.pickFile('Documents to choose by', dev);
    await page
      .locator('.tab.active', { hasText: 'Corpus: corpus.pubtator, dev.pubtator' })
      .waitFor({ timeout: 90_000 });
    await finding('Documents of dev are in train as well').waitFor();
    await workbench.screenshot('corpus findings');
    await view.getByRole('tab', { name: 'Figures' }).click();
    await view.getByRole('rowheader', { name: 'Disease', exact: true }).waitFor();
    await workbench.screenshot('corpus figures');
    await view.getByRole('tab', { name: /^Findings/ }).click();
  });

  test('the keyboard leads from a finding to its line, where the editor marks it', async () => {
    const slip = finding('does not fit');
    await slip.locator('summary').focus();
    if ((await slip.getAttribute('open')) === null) await page.keyboard.press('Enter');
    await slip
      .getByRole('button', { name: /^corpus\.pubtator:\d+$/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: 'corpus.pubtator' }).nth(1).waitFor();
    await page.locator('.statusbar-item', { hasText: /^Ln 3,/ }).waitFor();
    await page.locator('.squiggly-warning').first().waitFor({ state: 'attached' });
    await workbench.screenshot('corpus place');
    for (const { kind } of themeList) {
      await workbench.useTheme(kind);
      await workbench.screenshot(`corpus ${kind}`);
    }
  });

  test('the report of a check is saved as one page', async () => {
    const target = join(folder, 'check.html');
    await view.getByRole('button', { name: 'Save the report as one page' }).click();
    await workbench.pickFile('Save the report as HTML', target);
    await page.locator('.statusbar-item', { hasText: 'check.html' }).first().waitFor();
    assert.ok(existsSync(target) && /biogloss-corpus-check/.test(readFileSync(target, 'utf8')));
    await workbench.command('View: Close All Editors');
  });
}

/** A copy of the first document under another id, and one of its own with a type in another spelling and a relation without a mention. */
const devCorpus = (corpus: string): string => {
  const [first] = corpus.split(/\r?\n\r?\n/);
  return [
    first.replace(/^\d+/gm, '90000901'),
    [
      '90000902|t|Headache after nitroglycerin in one volunteer',
      '90000902|a|',
      '90000902\t0\t8\tHeadache\tdiseases\tD006261',
      '90000902\t15\t28\tnitroglycerin\tChemical\tD005996',
      '90000902\tCID\tD005996\tD000001',
    ].join('\n'),
    '',
  ].join('\n\n');
};
