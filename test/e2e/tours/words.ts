import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { test } from '../suite';
import type { Workbench } from './workbench';

/** Deciding what a name means, by keyboard alone. */
export function words(workbench: Workbench, folder: string): void {
  const { page } = workbench;

  test('the quick fix of a mention offers what its name may mean', async () => {
    await workbench.open('abstract.txt');
    await workbench.drawnMarks(8);
    const { x, y } = await workbench.placeOf('naproxen');
    await page.mouse.click(x, y);
    const ban = page.locator('.action-widget').locator('text=/Never mark "naproxen"/i').first();
    await keyUntil(workbench, 'Control+.', ban);
    await workbench.screenshot('quick-fix');
    await page.keyboard.press('Escape');
  });

  test('Choose Concept searches the terminologies, and the choice is written and shown', async () => {
    await workbench.command('BioGloss: Choose Concept…');
    // Typed sooner, it would go into the text.
    await page.locator('.quick-input-title', { hasText: 'What does “naproxen” mean?' }).waitFor();
    await workbench.input.fill('acetylsalicylic');
    const aspirin = page.locator('.quick-input-list .monaco-list-row', { hasText: 'MESH:D001241' }).first();
    await aspirin.waitFor();
    await workbench.screenshot('choose-concept');
    await page.keyboard.press('Enter');
    // Saved at once, so that no tab is opened for it.
    await page.locator('.explorer-folders-view', { hasText: 'biogloss-words.tsv' }).waitFor();
    await workbench.open('biogloss-words.tsv');
    await page.locator('.monaco-editor .view-line', { hasText: 'MESH:D001241' }).first().waitFor();
  });

  test('a words file shows its columns in colours, its mistakes, and names of concepts as they are typed', async () => {
    await page.keyboard.press('Control+End');
    await page.keyboard.type('bann\tcontrol\n', { delay: 20 });
    await page.locator('.squiggly-error').first().waitFor();
    await page.keyboard.type('pin\tDM\tDisease\tdiabetes mell', { delay: 20 });
    const suggestion = page.locator('.suggest-widget .monaco-list-row', { hasText: 'MESH:D003920' }).first();
    await suggestion.waitFor();
    await workbench.screenshot('words-file');
    await page.keyboard.press('Enter');
    const row = page.locator('.monaco-editor .view-line', { hasText: 'DM' }).last();
    await page.waitForFunction(holds, 'MESH:D003920');
    assert.match((await row.textContent()) ?? '', /pin\s+DM\s+Disease\s+MESH:D003920$/);
    await workbench.command('File: Revert File');
    await workbench.command('View: Close Editor');
    rmSync(join(folder, 'biogloss-words.tsv'), { force: true });
  });
  test('BioGloss: Manage Terminologies… takes one in, tells what can be done with it, and lets it go', async () => {
    const listed = (text: string) => page.locator('.quick-input-list .monaco-list-row', { hasText: text });
    writeFileSync(join(folder, 'lab.tsv'), 'id\tname\ttypes\nLAB:1\tlabomycin\tChemical\n');
    await workbench.command('BioGloss: Manage Terminologies…');
    await workbench.choose('Import Terminology…');
    await workbench.pickFile('Files of one terminology', join(folder, 'lab.tsv'));
    await workbench.message(/“lab.tsv” is in use: 1 concept\./);
    await workbench.closeMessages();
    await workbench.command('BioGloss: Manage Terminologies…');
    await listed('1. lab').waitFor();
    await listed('2. ').waitFor();
    await workbench.screenshot('terminologies');
    await workbench.choose('1. lab');
    await listed('Update from the Same Files').waitFor();
    await workbench.choose('Remove');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Remove' }).click();
    await listed('. lab').waitFor({ state: 'detached' });
    await listed('1. ').waitFor();
    await page.keyboard.press('Escape');
    rmSync(join(folder, 'lab.tsv'));
  });
}

/** Presses keys until what they open is there: an editor that is still busy with the click before lets them go by. */
async function keyUntil({ page }: Workbench, keys: string, opened: Locator): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await page.keyboard.press(keys);
    const isOpen = await opened.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (isOpen) return;
    await page.keyboard.press('Escape');
  }
  assert.fail(`${keys} opens nothing`);
}

/** Runs in the page. */
function holds(text: string): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const lines = [...(globalThis as any).document.querySelectorAll('.monaco-editor .view-line')];
  return lines.some((line) => line.textContent.includes(text));
}
