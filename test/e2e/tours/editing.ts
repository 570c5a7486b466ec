import assert from 'node:assert/strict';
import { test } from '../suite';
import type { Workbench } from './workbench';

/** Typing, and marks that keep up with it. */
export function editing(workbench: Workbench): void {
  test('what is typed gets marked', async () => {
    await workbench.open('abstract.txt');
    const before = (await workbench.drawnMarks()).length;
    await workbench.typeAtStart('Cisplatin caused hearing loss. ');
    const after = await workbench.drawnMarks(before + 1);
    assert.ok(after.length > before);
    await workbench.screenshot('typed');
  });

  test('undo takes the new marks away again', async () => {
    const before = (await workbench.drawnMarks()).length;
    for (let i = 0; i < 10 && (await firstLine(workbench))?.startsWith('Cisplatin'); i++) {
      await workbench.page.keyboard.press('Control+Z');
    }
    await workbench.page.waitForFunction(fewerMarksThan, before, { timeout: 20_000 });
  });
}

const firstLine = (workbench: Workbench) =>
  workbench.page.locator('.monaco-editor .view-line').first().textContent();

/** Runs in the page. */
function fewerMarksThan(count: number): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  return page.document.querySelectorAll('.view-overlays .cdr[class*="ced-"]').length < count;
}
