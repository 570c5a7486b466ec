import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { giveTurn } from '../../support/giveTurn';
import { test } from '../suite';
import type { Workbench } from './workbench';

/** A few abstracts and a first look; where a corpus is named, BIOGLOSS_E2E_CORPUS="train.txt dev.txt", the whole of it. */
const [train, dev] = process.env.BIOGLOSS_E2E_CORPUS?.split(' ') ?? [];
const { recipe, minutes } = train ? { recipe: 'Thorough', minutes: 60 } : { recipe: 'Quick', minutes: 8 };

/** Fine-tuning as a person does it who has no terminal: from the palette to the model in use. */
export function fineTuning(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const corpus = join(folder, 'corpus.pubtator');
  const run = join(folder, 'mine');
  let leave = () => {};
  const view = page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');

  test('BioGloss: Fine-Tune on Corpus…, shown from its beginning', async () => {
    await workbench.command('BioGloss: Fine-Tune on Corpus…');
    await workbench.pickFile('Training corpus', train ?? corpus);
    await workbench.choose('Choose a file…');
    await workbench.pickFile('Corpus that chooses the best model', dev ?? corpus);
    await workbench.choose('The model in use');
    await workbench.listed(recipe);
    await workbench.screenshot('fine-tuning recipes');
    await workbench.choose(recipe);
    await workbench.choose('As the setting says');
    await workbench.pickFile('Folder for the new model', run);
    leave = giveTurn(run);
    await page.locator('.tab.active', { hasText: 'Training: mine' }).waitFor({ timeout: 60_000 });
    await workbench.message('fine-tuning');
    await view.getByRole('application', { name: /^Loss\./ }).waitFor({ timeout: 110_000 });
    await workbench.screenshot('fine-tuning begun');
  });

  test(
    'it is followed to its end, and its model is taken into use',
    async () => {
      await view
        .locator('.view[data-state=done]')
        .waitFor({ timeout: minutes * 60_000 })
        .finally(leave);
      assert.ok(existsSync(join(run, 'model-best', 'config.json')));
      const toast = await workbench.message('The fine-tuned model is in');
      await workbench.screenshot('fine-tuning done');
      await toast.getByRole('button', { name: 'Use This Model' }).click();
      await workbench.open('abstract.txt');
      await page.locator('.statusbar-item', { hasText: 'BioGloss: fine-tuned' }).waitFor({ timeout: 60_000 });
      await workbench.screenshot('fine-tuning in use');
    },
    (minutes + 2) * 60_000,
  );

  test('and the embedded one again', async () => {
    await workbench.command('BioGloss: Select Model…');
    await workbench.choose('comes with BioGloss');
    await page.locator('.statusbar-item', { hasText: 'BioGloss: default' }).waitFor({ timeout: 60_000 });
    await workbench.closeMessages();
    await workbench.command('View: Close All Editors');
  });
}
