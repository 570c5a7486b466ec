import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveTurn } from '../../support/giveTurn';
import { tinyCorpus } from '../../support/tinyCorpus';
import { tinyConfig } from '../../support/tinyTraining';
import { test } from '../suite';
import { themeList } from './themeList';
import type { Workbench } from './workbench';

/** A training as a person follows it who started it in a shell: found in the list, watched, stopped, resumed, saved. */
export function training(workbench: Workbench, folder: string, dataHome: string): void {
  const { page } = workbench;
  const file = (name: string) => join(folder, name);
  const view = page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  const inState = (state: string) => view.locator(`.view[data-state=${state}]`).waitFor({ timeout: 110_000 });
  let shell: ChildProcess;

  test('BioGloss: Show Training…, of a run that was started in a shell', async () => {
    writeFileSync(file('tiny.txt'), tinyCorpus(48));
    writeFileSync(file('tinyDev.txt'), tinyCorpus(16, 100));
    writeFileSync(file('tiny.json'), JSON.stringify({ ...tinyConfig, epochs: 12 }));
    const options = ['--train', file('tiny.txt'), '--dev', file('tinyDev.txt'), '--base', 'scratch'];
    const command = ['dist/cli.js', 'train', ...options, '--config', file('tiny.json'), '--out', file('run')];
    shell = spawn(process.execPath, command, {
      env: { ...process.env, XDG_DATA_HOME: dataHome },
      stdio: 'ignore',
    });
    await page.locator('.statusbar-item', { hasText: /Training \d+ %/ }).waitFor({ timeout: 110_000 });
    await workbench.command('BioGloss: Show Training…');
    await workbench.choose('run');
    await page.locator('.tab.active', { hasText: 'Training: run' }).waitFor();
    await inState('running');
    await view.getByRole('application', { name: /^F1 on the dev documents/ }).waitFor({ timeout: 110_000 });
    await workbench.screenshot('training running');
  });

  test('the keyboard reads the curves, and the table has the same numbers', async () => {
    await view.getByRole('application', { name: /^Loss\./ }).focus();
    await page.keyboard.press('Home');
    await view.locator('[role=status]', { hasText: /^Loss, step 1: each step/ }).waitFor();
    await view.getByRole('tab', { name: 'Table' }).click();
    await view.getByRole('columnheader', { name: 'F1, Chemical' }).waitFor();
    await workbench.screenshot('training table');
    await view.getByRole('tab', { name: 'Curves' }).click();
  });

  test('the view stops the run, wherever it was started, and resumes it', async () => {
    await view.getByRole('button', { name: 'Stop' }).click();
    await inState('stopped');
    if (shell.exitCode === null) await once(shell, 'exit');
    assert.equal(shell.exitCode, 1);
    await view.getByRole('button', { name: 'Resume' }).click();
    await inState('running');
    await workbench.command('BioGloss: Restart Server');
    await workbench.layoutKept('Training: run');
    await workbench.reload();
    await page.locator('.tab.active', { hasText: 'Training: run' }).waitFor({ timeout: 60_000 });
    await view.locator('.view[data-state=running], .view[data-state=done]').waitFor({ timeout: 60_000 });
  });

  test('the curves follow the theme, and are saved as SVG and CSV', async () => {
    for (const { kind } of themeList) {
      await workbench.useTheme(kind);
      await workbench.screenshot(`training ${kind}`);
    }
    for (const [choice, format, content] of [
      ['Curves as SVG', 'svg', /^<svg [\s\S]*<polyline /],
      ['Numbers as CSV', 'csv', /^time,kind,epoch,step,loss[\s\S]*,evaluation,/],
    ] as const) {
      await view.getByRole('button', { name: /^Export/ }).click();
      await view.getByRole('menuitem', { name: choice }).click();
      await workbench.pickFile(`Save the training as ${format.toUpperCase()}`, file(`curves.${format}`));
      await page.locator('.statusbar-item', { hasText: `curves.${format}` }).waitFor();
      assert.match(readFileSync(file(`curves.${format}`), 'utf8'), content);
    }
    await workbench.command('BioGloss: Stop Training');
    await view.locator('.view[data-state=stopped], .view[data-state=done]').waitFor();
    await workbench.closeMessages();
    await workbench.command('View: Close All Editors');
  });
  test('BioGloss: Draw Learning Curve… trains on parts of a corpus, and shows what each was worth', async () => {
    const entities = (text: string) => text.replace(/^\d+\tCID\t.*\n/gm, '');
    writeFileSync(file('parts.txt'), entities(tinyCorpus(12)));
    writeFileSync(file('measured.txt'), entities(tinyCorpus(4, 100)));
    const { scratch: _, ...further } = tinyConfig;
    writeFileSync(file('further.json'), JSON.stringify({ ...further, epochs: 1 }));
    await workbench.command('BioGloss: Draw Learning Curve…');
    await workbench.pickFile('Training corpus', file('parts.txt'));
    await workbench.pickFile('Corpus to measure on', file('measured.txt'));
    await workbench.choose('run: tiny');
    await workbench.choose('Choose a config file…');
    await workbench.pickFile('Training config', file('further.json'));
    await workbench.choose('Processor');
    const parts = ['10', '25', '50', '100'].map((share) => file(`curve/documents-${share}`));
    const leave = parts.map((part) => giveTurn(part));
    await workbench.pickFile('Folder for the trainings', file('curve'));
    await workbench.message('learning curve');
    const shown = page.locator('.tab.active', { hasText: 'Evaluation: measured.txt' });
    await shown.waitFor({ timeout: 100_000 });
    for (const each of leave) each();
    await view.getByRole('columnheader', { name: /12 documents \(100\s%\)/ }).waitFor();
    await workbench.screenshot('learning curve');
    assert.match(readFileSync(join(parts[3], 'report', 'curve.csv'), 'utf8'), /^1,12,none,mention_all,/m);
    await workbench.command('View: Close All Editors');
  });
}
