import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../suite';
import type { Workbench } from './workbench';

/** Every command, called by its title in the palette and answered on the keyboard. */
export function palette(workbench: Workbench, folder: string, asked: ReadonlySet<string>): void {
  const { page } = workbench;
  const file = (name: string) => join(folder, name);

  test('BioGloss: Analyse Document', async () => {
    await workbench.open('abstract.txt');
    await workbench.command('BioGloss: Analyse Document');
    await page.locator('.statusbar-item', { hasText: /\d+ mentions?, \d+ relations?/ }).waitFor();
  });

  test('BioGloss: Toggle Highlights, off and on', async () => {
    await workbench.command('BioGloss: Toggle Highlights');
    await workbench.noMarks();
    await workbench.command('BioGloss: Toggle Highlights');
    await workbench.drawnMarks();
  });

  test('BioGloss: Go to Next Mention and Previous Mention', async () => {
    await workbench.typeAtStart('');
    await workbench.command('BioGloss: Go to Next Mention');
    const selected = page.locator('.statusbar-item', { hasText: /\(\d+ selected\)/ });
    await selected.waitFor();
    const first = (await selected.textContent()) ?? '';
    await workbench.command('BioGloss: Go to Next Mention');
    await page
      .locator('.statusbar-item', { hasText: /\(\d+ selected\)/ })
      .filter({ hasNotText: first })
      .waitFor();
    await workbench.command('BioGloss: Go to Previous Mention');
    await page.locator('.statusbar-item', { hasText: first }).waitFor();
  });

  test('BioGloss: Export Annotations…', async () => {
    await workbench.command('BioGloss: Export Annotations…');
    await workbench.choose('Document');
    await workbench.choose('What stands');
    await workbench.choose('PubTator');
    await workbench.pickFile('Export as PubTator', file('abstract.pubtator'));
    const losses = page.locator('.monaco-dialog-box', {
      hasText: /PubTator cannot hold .*scores of mentions/,
    });
    await losses.getByRole('button', { name: 'Export and Keep the Rest' }).click();
    // That of another tour's export may still be on screen.
    await workbench.message(/Exported .*abstract\.pubtator/);
    assert.match(readFileSync(file('abstract.pubtator.kept.json'), 'utf8'), /"score": 0\./);
    await workbench.screenshot('exported');
    assert.match(readFileSync(file('abstract.pubtator'), 'utf8'), /\tNaproxen\tChemical/);
    await workbench.closeMessages();
  });

  test('BioGloss: Evaluate on Corpus…, with the model in use', async () => {
    await workbench.command('BioGloss: Evaluate on Corpus…');
    await workbench.pickFile('Corpus with gold annotations', file('corpus.pubtator'));
    await workbench.choose('The model in use');
    await page
      .locator('.tab.active', { hasText: 'Evaluation: corpus.pubtator' })
      .waitFor({ timeout: 60_000 });
    await workbench.command('View: Close All Editors');
  });

  test('BioGloss: Fine-Tune on Corpus…, cancelled on the way', async () => {
    await workbench.command('BioGloss: Fine-Tune on Corpus…');
    await workbench.pickFile('Training corpus', file('corpus.pubtator'));
    await workbench.choose('Choose a file…');
    await workbench.pickFile('Corpus that chooses the best model', file('corpus.pubtator'));
    await workbench.choose('The model in use');
    await workbench.choose('Standard');
    await workbench.choose('As the setting says');
    await workbench.pickFile('Folder for the new model', file('tuned'));
    const toast = await workbench.message('fine-tuning');
    await workbench.screenshot('fine-tuning');
    await toast.hover();
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await toast.waitFor({ state: 'detached', timeout: 20_000 });
    assert.ok(!existsSync(file('tuned/model-best')), 'a run that was cancelled at once leaves no model');
    await workbench.command('View: Close All Editors');
  });

  test('BioGloss: Select Model…, the embedded one', async () => {
    await workbench.command('BioGloss: Select Model…');
    await workbench.choose('comes with BioGloss');
    await workbench.open('abstract.txt');
    await workbench.drawnMarks();
  });

  test('a click on the status item offers the actions', async () => {
    await workbench.clickStatusItem();
    await workbench.choose('Show Log');
    await page.locator('.part.panel', { hasText: 'Output' }).waitFor();
    await page.keyboard.press('Control+J');
  });

  test('BioGloss: Restart Server', async () => {
    await workbench.command('BioGloss: Restart Server');
    await workbench.drawnMarks();
    await page.locator('.statusbar-item', { hasText: /BioGloss: \S+ · \w+/ }).waitFor({ timeout: 60_000 });
    const messages = page.locator('.notifications-toasts .notification-list-item', { hasText: 'stopped' });
    assert.equal(await messages.count(), 0, 'a restart that was asked for is no failure');
  });

  test('a document whose language is changed to one that is not read loses its marks, and gets them back', async () => {
    await workbench.command('Change Language Mode');
    await workbench.choose('Makefile');
    await workbench.noMarks();
    await workbench.command('Change Language Mode');
    await workbench.choose('Plain Text');
    await workbench.drawnMarks();
  });

  test('nothing outside this computer was asked for anything', () => {
    assert.deepEqual(
      [...asked].filter((host) => !['localhost', '127.0.0.1', ''].includes(host)),
      [],
    );
  });
}
