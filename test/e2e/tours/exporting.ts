import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../suite';
import type { Workbench } from './workbench';

/** What the page's clipboard holds; runs there. */
// biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
const clipboardText = (): Promise<string> => (globalThis as any).navigator.clipboard.readText();

/** Exporting as a person meets it: a look beforehand, a folder that somebody has curated, a table on the clipboard. */
export function exporting(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const papers = join(folder, 'papers');

  test('BioGloss: Preview Export… shows what would be written, and writes nothing', async () => {
    await workbench.open('abstract.txt');
    await workbench.drawnMarks();
    const before = readdirSync(folder);
    await workbench.command('BioGloss: Preview Export…');
    await workbench.choose('Document');
    await workbench.screenshot('export whose annotations');
    await workbench.choose('What stands');
    await workbench.listed('PubTator');
    await workbench.screenshot('export formats');
    await workbench.choose('BioC JSON');
    await page.locator('.tab.active', { hasText: 'Preview of abstract.json' }).waitFor({ timeout: 60_000 });
    await page.locator('.view-line', { hasText: '"documents"' }).first().waitFor();
    await workbench.screenshot('export preview dark');
    await workbench.useTheme('light');
    await workbench.screenshot('export preview light');
    await workbench.useTheme('dark');
    assert.deepEqual(readdirSync(folder), before);
    await workbench.command('View: Close Editor');
  });

  test('a folder is exported with what was decided, and what was chosen stands ready the next time', async () => {
    mkdirSync(papers, { recursive: true });
    const text = 'Naproxen caused severe ulcers.\n';
    writeFileSync(join(papers, 'one.txt'), text);
    writeFileSync(join(papers, 'two.txt'), 'Aspirin caused bleeding.\n');
    const place = { start: 16, text: 'severe ulcers', before: 'Naproxen caused ', after: '. ' };
    const decided = { by: 'Ada', when: '2026-01-02T03:04:05Z', was: undefined };
    const decision = {
      kind: 'mention',
      id: 'm1',
      ...decided,
      place,
      is: { spans: [[0, 13]], type: 'Disease', concepts: [] },
    };
    writeFileSync(
      join(papers, 'one.txt.curation'),
      `{"format":"biogloss-curation","version":1}\n${JSON.stringify(decision)}\n`,
    );
    const out = join(folder, 'papers.jsonl');
    await workbench.command('BioGloss: Export Annotations…');
    await workbench.choose('Folder…');
    await workbench.choose('What persons say');
    await workbench.choose('JSON Lines');
    await workbench.pickFile('Folder whose documents are exported', papers);
    await workbench.pickFile('Export as JSON Lines', out);
    const told = page.locator('.monaco-dialog-box', {
      hasText: '1 document that nobody has decided on is left out.',
    });
    await told.waitFor({ timeout: 60_000 });
    await workbench.screenshot('export leaves out');
    await told.getByRole('button', { name: 'Export', exact: true }).click();
    await workbench.message(/Exported 1 mention and 0 relations to .*papers\.jsonl/);
    assert.match(readFileSync(out, 'utf8'), /"severe ulcers"|severe ulcers/);
    assert.doesNotMatch(readFileSync(out, 'utf8'), /Aspirin/);
    await workbench.closeMessages();
    await workbench.command('BioGloss: Preview Export…');
    const ready = page.locator('.quick-input-list .monaco-list-row.focused');
    await ready.filter({ hasText: 'Folder…' }).waitFor();
    await page.keyboard.press('Enter');
    await ready.filter({ hasText: 'What persons say' }).waitFor();
    await page.keyboard.press('Enter');
    await ready.filter({ hasText: 'JSON Lines' }).waitFor();
    await workbench.screenshot('export remembered');
    await page.keyboard.press('Escape');
  });

  test('BioGloss: Copy as Table… puts what is selected on the clipboard', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.open('abstract.txt');
    await workbench.drawnMarks();
    await workbench.command('BioGloss: Copy as Table…');
    await workbench.listed('Mentions with tabs');
    await workbench.screenshot('copy as table');
    await workbench.choose('Mentions with tabs');
    await page
      .locator('.statusbar-item', { hasText: /copied a table of \d+ mentions of the document/ })
      .waitFor({ timeout: 60_000 });
    const table = await page.evaluate(clipboardText);
    assert.match(table, /^document\ttype\tstart/);
    assert.match(table, /\nabstract\.txt\tChemical\t\d+\t\d+\t\tNaproxen\tMESH:D009288\t/);
    assert.ok(!existsSync(join(folder, 'abstract.tsv')));
  });
}
