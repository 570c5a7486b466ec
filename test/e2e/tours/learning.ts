import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mentionDecision } from '../../../server/src/curation/said';
import { emptySidecar, writeSidecar } from '../../../server/src/curation/sidecar';
import { sidecarPath } from '../../../server/src/curation/sidecarFile';
import { giveTurn } from '../../support/giveTurn';
import { tinyCorpus } from '../../support/tinyCorpus';
import { tinyConfig } from '../../support/tinyTraining';
import { test } from '../suite';
import type { Workbench } from './workbench';

const harms = ['seizures', 'tremor', 'nausea', 'a rash'];

/** From what a person decided to a model that has learned it, and back again: with a model so small that it is made and learns in seconds. */
export function learning(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const home = join(folder, 'clinic');
  const run = join(folder, 'learned-model');
  // Beside the workspace: its corpora are nobody's documents.
  const base = join(folder, '..', 'smallModel', 'base');
  const file = (number: number) => `visit-${number}.txt`;
  const inUse = (model: string) =>
    page.locator('.statusbar-item', { hasText: `BioGloss: ${model}` }).waitFor({ timeout: 60_000 });

  test('a small model is made and taken into use, and texts wait for review', async () => {
    if (!existsSync(base)) await makeModel(base);
    mkdirSync(home);
    for (const [number, harm] of harms.entries()) {
      const path = join(home, file(number));
      const text = `The patient had ${harm} after lithium.\n`;
      writeFileSync(path, text);
      if (number === 0) continue;
      const said = { spans: [{ start: 4, end: 11 }], type: 'Patient' } as const;
      const signature = { id: 'm1', by: 'Ada', when: '2026-01-02T03:04:05Z' };
      const decisions = [mentionDecision(text, { is: said }, signature)];
      writeFileSync(sidecarPath(path), writeSidecar({ ...emptySidecar, decisions }));
    }
    await workbench.command('BioGloss: Select Model…');
    await workbench.choose('Browse…');
    await workbench.pickFile('Model folder or training run', base);
    await workbench.open(file(0));
    await inUse('tiny');
    await workbench.command('BioGloss: Finish Document');
    await page.locator('.statusbar-item', { hasText: `${file(0)} is finished` }).waitFor();
    assert.match(readFileSync(sidecarPath(join(home, file(0))), 'utf8'), /"finished":/);
  }, 120_000);

  test('BioGloss: Learn from Corrections…, and both models side by side', async () => {
    await workbench.command('BioGloss: Learn from Corrections…');
    await workbench.pickFile('Folder for the new model', run);
    const leave = giveTurn(run);
    await page
      .locator('.tab', { hasText: 'Evaluation: heldOut.jsonl' })
      .waitFor({ timeout: 240_000 })
      .finally(leave);
    await workbench.message(/The new model is/);
    await workbench.screenshot('learning done');
    assert.ok(existsSync(join(run, 'corrections', 'after', 'report.html')));
  }, 300_000);

  test('the new model is used, and the old one again', async () => {
    const asked = await workbench.message(/The new model is/);
    await asked.getByRole('button', { name: /^Use/ }).click();
    const offered = await workbench.message('The model that learned is in use');
    // The status item is there for texts.
    await workbench.open(file(0));
    await inUse('fine-tuned');
    await workbench.screenshot('learning in use');
    await offered.getByRole('button', { name: 'Go Back to the Old Model' }).click();
    await inUse('tiny');
    await workbench.command('BioGloss: Select Model…');
    await workbench.choose('comes with BioGloss');
    await inUse('default');
    await workbench.closeMessages();
    await workbench.command('View: Close All Editors');
  }, 180_000);
}

/** Trains it as a person does in a shell. */
async function makeModel(out: string): Promise<void> {
  const folder = join(out, '..');
  mkdirSync(folder, { recursive: true });
  const given = {
    train: tinyCorpus(8),
    dev: tinyCorpus(4, 100),
    config: JSON.stringify({ ...tinyConfig, epochs: 1 }),
  };
  const named = Object.entries(given).flatMap(([name, content]) => {
    const path = join(folder, name === 'config' ? 'config.json' : `${name}.txt`);
    writeFileSync(path, content);
    return [`--${name}`, path];
  });
  const cli = join(process.cwd(), 'dist', 'cli.js');
  const options = [...named, '--base', 'scratch', '--device', 'cpu', '--out', out];
  const leave = giveTurn(out);
  await promisify(execFile)(process.execPath, [cli, 'train', ...options]).finally(leave);
}
