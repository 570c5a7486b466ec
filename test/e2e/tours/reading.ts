import assert from 'node:assert/strict';
import { test } from '../suite';
import { themeColor } from './themes';
import type { Workbench } from './workbench';

/** Opening, looking, hovering. */
export function reading(workbench: Workbench): void {
  test('an abstract opens and its mentions are drawn in the colours of the theme', async () => {
    await workbench.start('abstract.txt');
    const drawn = await workbench.drawnMarks(8);
    const backgrounds = new Set(drawn.map(({ background }) => background));
    assert.ok(backgrounds.has(themeColor('biogloss.chemical.background', 'dark')), [...backgrounds].join());
    assert.ok(backgrounds.has(themeColor('biogloss.disease.background', 'dark')), [...backgrounds].join());
    for (const { top, lineStyle } of drawn)
      assert.deepEqual({ top, lineStyle }, { top: '0px', lineStyle: 'solid' });
  });

  test('the status item names the model and its device', async () => {
    // Marks may come from the dictionary, before the model is loaded.
    await workbench
      .statusItem()
      .filter({ hasText: /BioGloss: \S+ · \w+/ })
      .waitFor({ timeout: 60_000 });
  });

  test('a hover says what a chemical is and which disease it is related to', async () => {
    const text = await workbench.hover('Naproxen');
    assert.match(text, /Chemical/);
    await workbench.screenshot('hover');
    await workbench.page.mouse.move(900, 700);
  });

  test('a Markdown file is marked too', async () => {
    await workbench.open('notes.md');
    await workbench.drawnMarks(4);
    await workbench.screenshot('markdown');
  });
}
