import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { FileServer } from '../../support/fileServer';
import { writeTinyCheckpoint } from '../../support/tinyCheckpoint';
import { test } from '../suite';
import type { Workbench } from './workbench';

/** Models as a person meets them: the view, one in use and back, export and import, a download that asks first, comparison. */
export function models(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const rows = page.locator('.pane-body .monaco-list-row');
  const row = (text: string | RegExp): Locator => rows.filter({ hasText: text }).first();
  const button = (name: string) => page.locator('.monaco-dialog-box').getByRole('button', { name });

  test('the view of models shows each with its quality, size, types and device', async () => {
    // A training run of this workspace, as `train` leaves it.
    const run = join(folder, 'runs', 'first');
    cpSync(join(process.cwd(), 'models', 'default'), join(run, 'model-best'), { recursive: true });
    const raw = { mention_all: { f1: 0.912 }, mention_Disease: { f1: 0.874 } };
    writeFileSync(join(run, 'evaluation.json'), JSON.stringify({ documents: 12, raw }));
    await workbench.open('abstract.txt');
    await workbench.drawnMarks();
    await workbench.command('Focus on Models View');
    await workbench.closeView('Curation');
    await row(/in use on \w+ · F1 0\.\d+ · \d+\.\d MB · comes with BioGloss/).waitFor({ timeout: 60_000 });
    await row(/^first: default.*F1 0\.912.*training run/).waitFor({ timeout: 60_000 });
  });

  test('the keyboard opens a model, and screen readers hear what is shown', async () => {
    const own = row('comes with BioGloss');
    await own.click();
    await page.keyboard.press('Home');
    if ((await own.getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('ArrowRight');
    await row('by the guideline bc5cdr').waitFor();
    await row(/F1 0\.\d+all mentions/).waitFor();
    await row('Measured on the twin').waitFor();
    assert.match(
      (await own.getAttribute('aria-label')) ?? '',
      /^default 0\.1\.0, in use on \w+, F1 0\.\d+, \d+\.\d MB, comes with BioGloss/,
    );
    await workbench.screenshot('models dark');
    await workbench.useTheme('light');
    await workbench.screenshot('models light');
    await workbench.useTheme('highContrast');
    await workbench.screenshot('models high contrast');
    await workbench.useTheme('dark');
  });

  test('a card opens rendered', async () => {
    await row('comes with BioGloss').hover();
    await row('comes with BioGloss').getByRole('button', { name: 'Show Model Card…' }).click();
    const card = page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
    await card.getByRole('heading', { name: 'How good it is' }).waitFor();
    await workbench.screenshot('model card');
    await workbench.command('View: Close Editor');
  });

  test('a click puts a run’s model to use without a reload, and one goes back', async () => {
    await row(/^first/).hover();
    await row(/^first/)
      .getByRole('button', { name: 'Use This Model' })
      .click();
    await row(/^first.*in use on \w+/).waitFor({ timeout: 60_000 });
    await workbench.drawnMarks();
    assert.match(
      readFileSync(join(folder, '.vscode', 'settings.json'), 'utf8'),
      /"biogloss\.model": ".*first"/,
    );
    await workbench.command('BioGloss: Go Back to the Model Used Before');
    await row(/in use on \w+.*comes with BioGloss/).waitFor({ timeout: 60_000 });
  });

  test('a model goes out as one file, and comes in again', async () => {
    const out = join(folder, 'first.biogloss.zip');
    await workbench.command('BioGloss: Export Model…');
    await workbench.choose('first');
    await workbench.pickFile('Export default', out);
    await workbench.message(/Exported default to/);
    assert.ok(existsSync(out));
    await workbench.closeMessages();
    await workbench.command('BioGloss: Import Model…');
    await workbench.choose('A file…');
    await workbench.pickFile('File of a model', out);
    await workbench.message(/is imported\./);
    await row(/F1 0\.912.*imported/).waitFor();
    await workbench.screenshot('model imported');
    await workbench.closeMessages();
  });

  test('a file that is no model is a sentence', async () => {
    const bad = join(folder, 'bad.zip');
    writeFileSync(bad, 'not an archive');
    await workbench.command('BioGloss: Import Model…');
    await workbench.choose('A file…');
    await workbench.pickFile('File of a model', bad);
    await workbench.message(/bad\.zip is no \.zip file, or its end is missing/);
    await workbench.closeMessages();
  });

  test('BioGloss: Download Model… shows size and licence and asks, before anything is fetched', async () => {
    const source = await writeTinyCheckpoint(join(folder, '..', 'tiny'));
    const files = Object.fromEntries(
      readdirSync(source).map((name) => [name, readFileSync(join(source, name))]),
    );
    const siblings = Object.entries(files).map(([rfilename, content]) => ({
      rfilename,
      size: content.length,
      lfs: { sha256: createHash('sha256').update(content).digest('hex'), size: content.length },
    }));
    const sha = 'ab'.repeat(20);
    const info = JSON.stringify({ sha, siblings, cardData: { license: 'apache-2.0' } });
    const hub = await FileServer.start({
      'api/models/lab/tiny-bert/revision/main': info,
      ...Object.fromEntries(
        Object.entries(files).map(([name, content]) => [`lab/tiny-bert/resolve/${sha}/${name}`, content]),
      ),
    });
    try {
      const ask = async () => {
        await workbench.command('BioGloss: Download Model…');
        await workbench.input.fill(hub.at('lab/tiny-bert'));
        await page.keyboard.press('Enter');
        await page.locator('.monaco-dialog-box', { hasText: 'Licence: apache-2.0' }).waitFor();
      };
      await ask();
      await workbench.screenshot('download asks');
      await button('Cancel').click();
      assert.ok(
        hub.asked.every((line) => line.startsWith('GET /api/')),
        hub.asked.join('\n'),
      );
      await ask();
      await button('Download').click();
      await workbench.message(/lab-tiny-bert is downloaded\. It finds no entities yet/);
      await row(/lab-tiny-bert.*an encoder to train on.*imported/).waitFor();
      await workbench.screenshot('model downloaded');
      await workbench.closeMessages();
    } finally {
      await hub.stop();
    }
  });

  test('an imported model is removed, once that is agreed to', async () => {
    await workbench.command('BioGloss: Remove Model…');
    await workbench.choose('lab-tiny-bert');
    await page.locator('.monaco-dialog-box', { hasText: 'Remove lab-tiny-bert?' }).waitFor();
    await workbench.screenshot('model removal');
    await button('Remove').click();
    // code-server has no trash.
    const forGood = page.locator('.monaco-dialog-box', { hasText: 'Delete it for good?' });
    await forGood.waitFor();
    await button('Delete').click();
    await row('lab-tiny-bert').waitFor({ state: 'detached' });
  });

  test('a model in use stays in use where its removal is not agreed to in the end', async () => {
    const imported = row(/F1 0\.912.*imported/);
    await imported.hover();
    await imported.getByRole('button', { name: 'Use This Model' }).click();
    await row(/in use on \w+ · F1 0\.912.*imported/).waitFor({ timeout: 60_000 });
    await workbench.command('BioGloss: Remove Model…');
    await workbench.choose('first');
    await button('Remove').click();
    await page.locator('.monaco-dialog-box', { hasText: 'Delete it for good?' }).waitFor();
    await button('Cancel').click();
    await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
    await row(/in use on \w+ · F1 0\.912.*imported/).waitFor();
    assert.match(
      readFileSync(join(folder, '.vscode', 'settings.json'), 'utf8'),
      /"biogloss\.model": ".*first/,
    );
    await workbench.command('BioGloss: Go Back to the Model Used Before');
    await row(/in use on \w+.*comes with BioGloss/).waitFor({ timeout: 60_000 });
  });

  test('BioGloss: Compare Models… opens a report that says how sure the difference is', async () => {
    await workbench.command('BioGloss: Compare Models…');
    await workbench.choose('comes with BioGloss');
    await workbench.choose('training run');
    await workbench.pickFile(
      'Corpus with gold annotations, on which both are scored',
      join(folder, 'corpus.pubtator'),
    );
    await page
      .locator('.tab.active', { hasText: 'Evaluation: corpus.pubtator' })
      .waitFor({ timeout: 110_000 });
    const view = page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
    // Both are called the same.
    await view.getByText('Compared with default (first) on the same documents').waitFor();
    await workbench.screenshot('models compared');
    await workbench.command('View: Close Editor');
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: /^Explorer/ })
      .click();
  });
}
